package io.movieai.generation;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.MovieText;
import io.movieai.catalog.Person;
import io.movieai.query.Constraint;
import io.movieai.query.Reading;
import io.movieai.query.TitleMention;
import io.movieai.recommend.ItemId;
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
    private final Language language;
    private final boolean chinese;

    private ReasonWriter(Reading reading, Catalog catalog) {
        this.reading = reading;
        this.catalog = catalog;
        this.language = reading.language();
        this.chinese = language == Language.CHINESE;
    }

    /**
     * Returns a writer of reasons in the language of a request.
     *
     * @param catalog where the films that others are compared with are looked up
     */
    public static ReasonWriter of(Reading reading, Catalog catalog) {
        return new ReasonWriter(reading, catalog);
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
        if (film.movie().rating().isPresent() && film.movie().ratingCount() > 0) {
            reasons.add(rating(film.movie()));
        }
        if (has(film, Source.KEYWORD)) {
            reasons.add(chinese ? "资料里有你提到的内容" : "its data mentions what you asked for");
        }
        if (reasons.isEmpty()) {
            reasons.add(chinese ? "内容与你的描述接近" : "close to your description");
        }
        return String.join(chinese ? "；" : "; ", reasons);
    }

    private static boolean has(RankedFilm film, Source source) {
        return film.parts().stream().map(ScorePart::source).anyMatch(source::equals);
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
                : "rated " + mean + "/5 by " + movie.ratingCount() + (movie.ratingCount() == 1 ? " viewer" : " viewers");
    }
}
