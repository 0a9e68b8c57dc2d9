package io.movieai.indexing;

import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import io.movieai.recommend.ItemId;
import io.movieai.store.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The attributes that a film's records carry in a vector store, and films read back from them. Also reads the attributes
 * of collections that were filled by something else, as far as they name a film: {@code movie_id}, {@code title}, and
 * {@code genres} as one text with {@code |}, comma or spaces between them.
 */
public final class MovieRecords {
    /** Text: the film's identity. */
    public static final String MOVIE_ID = "movie_id";
    /** Text: the English or international title. */
    public static final String TITLE = "title";
    /** Text: the Chinese title. */
    public static final String TITLE_ZH = "title_zh";
    /** Integer: the year of release. */
    public static final String YEAR = "year";
    /** Texts: the genres' English names. */
    public static final String GENRES = "genres";
    /** Texts: ISO 3166-1 alpha-2 codes. */
    public static final String COUNTRIES = "countries";
    /** Texts: the names of directors and cast. */
    public static final String PEOPLE = "people";
    /** Real: the mean rating, in [0, 5]. */
    public static final String RATING = "rating";
    /** Integer: how many rated it. */
    public static final String RATING_COUNT = "rating_count";

    private static final Pattern YEAR_IN_TITLE = Pattern.compile("^(.*\\S)\\s*\\((\\d{4})\\)\\s*$");

    private MovieRecords() {}

    /** Returns the attributes of a film's records. */
    public static Attributes attributes(Movie movie) {
        Attributes.Builder attributes = Attributes.builder()
                .put(MOVIE_ID, movie.id().value())
                .put(TITLE, movie.title())
                .put(GENRES, movie.genres().stream().map(Genre::english).toList())
                .put(COUNTRIES, movie.countries())
                .put(PEOPLE, people(movie))
                .put(RATING_COUNT, movie.ratingCount());
        movie.titleZh().ifPresent(title -> attributes.put(TITLE_ZH, title));
        movie.year().ifPresent(year -> attributes.put(YEAR, (long) year));
        movie.rating().ifPresent(rating -> attributes.put(RATING, rating));
        return attributes.build();
    }

    private static List<String> people(Movie movie) {
        Set<String> names = new LinkedHashSet<>();
        movie.directors().stream().map(Person::name).forEach(names::add);
        movie.cast().stream().map(Person::name).forEach(names::add);
        return List.copyOf(names);
    }

    /**
     * Returns the identity of the film that attributes speak of.
     *
     * @param recordId the record's identity, which stands for the film's when the attributes have none
     */
    public static ItemId item(String recordId, Attributes attributes) {
        return ItemId.of(attributes
                .text(MOVIE_ID)
                .filter(text -> !text.isBlank())
                .or(() -> attributes.integer(MOVIE_ID).isPresent()
                        ? Optional.of(
                                String.valueOf(attributes.integer(MOVIE_ID).getAsLong()))
                        : Optional.empty())
                .orElse(recordId));
    }

    /**
     * Returns the film that attributes speak of, with what they hold of it.
     *
     * @param recordId the record's identity, which stands for the film's when the attributes have none
     */
    public static Movie movie(String recordId, Attributes attributes) {
        String id = item(recordId, attributes).value();
        String title = attributes.text(TITLE).filter(text -> !text.isBlank()).orElse(id);
        Optional<Integer> year = attributes.number(YEAR).isPresent()
                ? Optional.of((int) attributes.number(YEAR).getAsDouble())
                : Optional.empty();
        Matcher matcher = YEAR_IN_TITLE.matcher(title);
        if (year.isEmpty() && matcher.matches()) {
            title = matcher.group(1);
            year = Optional.of(Integer.valueOf(matcher.group(2)));
        }
        Movie.Builder movie = Movie.builder(id, title)
                .genres(genres(attributes))
                .countries(attributes.texts(COUNTRIES).stream()
                        .filter(Movie::isCountry)
                        .toList());
        attributes.text(TITLE_ZH).ifPresent(movie::titleZh);
        year.ifPresent(movie::year);
        double rating = attributes.number(RATING).orElse(-1);
        if (rating >= 0 && rating <= 5) {
            movie.rating(rating, Math.max(0, attributes.integer(RATING_COUNT).orElse(0)));
        }
        return movie.build();
    }

    private static List<Genre> genres(Attributes attributes) {
        List<Genre> genres = new ArrayList<>();
        attributes.texts(GENRES).forEach(label -> Genre.parse(label).ifPresent(genres::add));
        attributes.text(GENRES).ifPresent(text -> {
            for (String label : text.split("[|,，、\\s]+", -1)) {
                Genre.parse(label).ifPresent(genres::add);
            }
        });
        return genres;
    }
}
