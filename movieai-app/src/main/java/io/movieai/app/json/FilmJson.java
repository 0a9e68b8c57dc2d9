package io.movieai.app.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Films as JSON Lines: one object a line, UTF-8. The starter catalogue is written in it, and films that were read from
 * slower formats are kept in it.
 *
 * <p>Keys: {@code id, title, title_zh, aliases, year, genres, countries, directors, cast, keywords, synopsis, rating,
 * rating_count}; a person is {@code {"name", "zh"}}. Only {@code id} and {@code title} are required.
 */
public final class FilmJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FilmJson() {}

    /**
     * Reads films.
     *
     * @param source names the text in errors
     * @throws MalformedFilmsException at the first line that is not a film, with its number
     */
    public static List<Movie> read(Reader reader, String source) throws IOException {
        List<Movie> movies = new ArrayList<>();
        BufferedReader lines = new BufferedReader(reader);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                movies.add(movie(JSON.readTree(line)));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new MalformedFilmsException(
                        source + ":" + number + ": expected a film as a JSON object, found: " + e.getMessage(), e);
            }
        }
        return movies;
    }

    /** Writes films, one a line. */
    public static void write(Collection<Movie> movies, Writer writer) throws IOException {
        for (Movie movie : movies) {
            writer.write(JSON.writeValueAsString(node(movie)));
            writer.write('\n');
        }
    }

    private static Movie movie(JsonNode node) {
        Movie.Builder movie = Movie.builder(required(node, "id"), required(node, "title"))
                .aliases(texts(node.path("aliases")))
                .countries(texts(node.path("countries")))
                .directors(people(node.path("directors")))
                .cast(people(node.path("cast")))
                .keywords(texts(node.path("keywords")));
        List<Genre> genres = new ArrayList<>();
        for (String label : texts(node.path("genres"))) {
            genres.add(Genre.parse(label)
                    .orElseThrow(() -> new IllegalArgumentException("genres: unknown genre " + label)));
        }
        movie.genres(genres);
        if (node.path("title_zh").isTextual()) {
            movie.titleZh(node.path("title_zh").asText());
        }
        if (node.path("year").isInt()) {
            movie.year(node.path("year").asInt());
        }
        if (node.path("synopsis").isTextual()) {
            movie.synopsis(node.path("synopsis").asText());
        }
        if (node.path("rating").isNumber()) {
            movie.rating(
                    node.path("rating").asDouble(), node.path("rating_count").asLong());
        }
        return movie.build();
    }

    private static String required(JsonNode node, String key) {
        if (!node.path(key).isTextual()) {
            throw new IllegalArgumentException(key + ": expected a text, found " + node.path(key));
        }
        return node.path(key).asText();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static List<Person> people(JsonNode array) {
        List<Person> people = new ArrayList<>();
        for (JsonNode element : array) {
            Optional<String> zh = element.path("zh").isTextual()
                    ? Optional.of(element.path("zh").asText())
                    : Optional.empty();
            people.add(new Person(required(element, "name"), zh));
        }
        return people;
    }

    /** Returns a film as a JSON object. */
    public static ObjectNode node(Movie movie) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", movie.id().value());
        node.put("title", movie.title());
        movie.titleZh().ifPresent(title -> node.put("title_zh", title));
        put(node, "aliases", movie.aliases());
        movie.year().ifPresent(year -> node.put("year", year));
        put(node, "genres", movie.genres().stream().map(Genre::english).toList());
        put(node, "countries", movie.countries());
        putPeople(node, "directors", movie.directors());
        putPeople(node, "cast", movie.cast());
        put(node, "keywords", movie.keywords());
        movie.synopsis().ifPresent(text -> node.put("synopsis", text));
        if (movie.rating().isPresent()) {
            node.put("rating", movie.rating().getAsDouble());
            node.put("rating_count", movie.ratingCount());
        }
        return node;
    }

    private static void put(ObjectNode node, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = node.putArray(key);
            texts.forEach(array::add);
        }
    }

    private static void putPeople(ObjectNode node, String key, List<Person> people) {
        if (!people.isEmpty()) {
            ArrayNode array = node.putArray(key);
            for (Person person : people) {
                ObjectNode element = array.addObject().put("name", person.name());
                person.chineseName().ifPresent(name -> element.put("zh", name));
            }
        }
    }
}
