package io.movieai.generation;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.CatalogRatings;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.MovieText;
import io.movieai.catalog.Person;
import io.movieai.query.Constraint;
import io.movieai.query.Reading;
import io.movieai.query.TitleMention;
import io.movieai.recommend.ItemId;
import io.movieai.retrieval.FilmIndex;
import io.movieai.retrieval.RankedFilm;
import io.movieai.retrieval.ScorePart;
import io.movieai.retrieval.Source;
import io.movieai.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says why a film is recommended, from what the film's data and its score say and nothing else. */
public final class ReasonWriter {
    private final Reading reading;
    private final Catalog catalog;
    private final CatalogRatings ratings;
    private final Language language;
    private final boolean chinese;

    private ReasonWriter(Reading reading, FilmIndex index) {
        this.reading = reading;
        this.catalog = index.catalog();
        this.ratings = index.ratings();
        this.language = reading.language();
        this.chinese = language == Language.CHINESE;
    }

    /**
     * Returns a writer of reasons in the language of a request.
     *
     * @param index the films that others are compared with
     */
    public static ReasonWriter of(Reading reading, FilmIndex index) {
        return new ReasonWriter(reading, index);
    }

    /** Returns why a film is there, as one phrase without a full stop; never empty. */
    public String reason(RankedFilm film) {
        List<String> reasons = new ArrayList<>();
        if (has(film, Source.TITLE)) {
            reasons.add(chinese ? "就是你提到的影片" : "the film you named");
        }
        String met = met(film.movie());
        if (!met.isEmpty()) {
            reasons.add((chinese ? "符合：" : "fits: ") + met);
        }
        if (has(film, Source.NEIGHBOUR)) {
            liked(TitleMention.Role.LIKE)
                    .ifPresent(title -> reasons.add(chinese ? "和" + title + "相近" : "close to " + title));
        }
        if (has(film, Source.TASTE)) {
            reasons.add(taste(film));
        }
        if (has(film, Source.POPULAR)) {
            reasons.add(chinese ? "看过的人多" : "many people have watched it");
        }
        if (ratings.speakFor(film.movie())) {
            reasons.add(rating(film.movie()));
        }
        if (has(film, Source.KEYWORD)) {
            mentioned(film.movie()).ifPresent(reasons::add);
        }
        if (reasons.isEmpty()) {
            reasons.add(unspecific(film));
        }
        return String.join(chinese ? "；" : "; ", reasons);
    }

    private static boolean has(RankedFilm film, Source source) {
        return film.parts().stream().map(ScorePart::source).anyMatch(source::equals);
    }

    private Optional<String> mentioned(Movie movie) {
        List<String> words = SharedWords.of(reading.topic(), movie);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                chinese
                        ? "资料里提到“" + String.join("”“", words) + "”"
                        : "its data mentions \"" + String.join("\", \"", words) + "\"");
    }

    /** What can be said of a film for which nothing in particular speaks. */
    private String unspecific(RankedFilm film) {
        if (has(film, Source.DENSE)) {
            return chinese ? "内容与你的描述接近" : "close to your description";
        }
        if (has(film, Source.KEYWORD)) {
            return chinese ? "资料的用词与你的描述相近" : "its data is worded like your request";
        }
        return chinese ? "片库里的影片" : "a film of the catalogue";
    }

    /** The wanted properties that this film has; what was only excluded is left out, for absence is no reason. */
    private String met(Movie movie) {
        return reading.constraints().stream()
                .flatMap(constraint -> property(constraint, movie).stream())
                .distinct()
                .collect(Collectors.joining(chinese ? "、" : ", "));
    }

    private Optional<String> property(Constraint constraint, Movie movie) {
        if (constraint instanceof Constraint.Genres wanted && !wanted.excluded()) {
            String genres = movie.genres().stream()
                    .filter(wanted.anyOf()::contains)
                    .map(this::name)
                    .collect(Collectors.joining("/"));
            return genres.isEmpty() ? Optional.empty() : Optional.of(genres + (chinese ? "片" : ""));
        }
        if (constraint instanceof Constraint.Years wanted
                && !wanted.excluded()
                && movie.year().isPresent()
                && movie.year().getAsInt() >= wanted.from()
                && movie.year().getAsInt() <= wanted.to()) {
            return Optional.of(movie.year().getAsInt() + (chinese ? "年上映" : ""));
        }
        if (constraint instanceof Constraint.Countries wanted
                && !wanted.excluded()
                && movie.countries().stream().anyMatch(wanted.anyOf()::contains)) {
            return Optional.of(ConstraintText.phrase(constraint, reading));
        }
        if (constraint instanceof Constraint.People wanted && !wanted.excluded()) {
            List<Person> people = new ArrayList<>(movie.directors());
            people.addAll(movie.cast());
            people.removeIf(person -> !wanted.anyOf().contains(person.name()));
            String names = MovieText.names(people.stream().distinct().toList(), language);
            return names.isEmpty() ? Optional.empty() : Optional.of(names);
        }
        return Optional.empty();
    }

    private String name(Genre genre) {
        return chinese ? genre.chinese() : genre.english();
    }

    private Optional<String> liked(TitleMention.Role role) {
        return reading.titles().stream()
                .filter(mention -> mention.role() == role && !mention.films().isEmpty())
                .map(mention -> mention.films().get(0))
                .flatMap(id -> titled(id).stream())
                .findFirst();
    }

    private Optional<String> titled(ItemId id) {
        return catalog.find(id).map(movie -> chinese ? "《" + movie.title(language) + "》" : movie.title());
    }

    private String taste(RankedFilm film) {
        String because = film.because().stream()
                .flatMap(id -> titled(id).stream())
                .limit(2)
                .collect(Collectors.joining(chinese ? "、" : " and "));
        if (because.isEmpty()) {
            return chinese ? "合你的口味" : "suits your taste";
        }
        return chinese ? "因为你喜欢" + because : "because you liked " + because;
    }

    private String rating(Movie movie) {
        String mean = String.format(Locale.ROOT, "%.1f", movie.rating().orElse(0));
        return chinese
                ? "观众评分 " + mean + "/5（" + movie.ratingCount() + " 人）"
                : "rated " + mean + "/5 by " + movie.ratingCount()
                        + (movie.ratingCount() == 1 ? " viewer" : " viewers");
    }
}
