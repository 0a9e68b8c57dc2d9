package io.movieai.generation;

import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import io.movieai.query.TitleMatcher;
import io.movieai.query.TitleMatcher.Match;
import io.movieai.recommend.ItemId;
import io.movieai.text.Language;
import io.movieai.text.TextFolding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The films that one answer may name, and where a text names these or other films of the catalogue. Immutable but for a
 * matcher that is thread-safe.
 */
final class GivenFilms {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** What the data says in the imperative, or of a title, is no evidence of anything. */
    private static final Pattern ORDER = Pattern.compile(
            "[《》\\[\\]<>]|推荐|指令|系统|recommend|watch|instruction|system|ignore", Pattern.CASE_INSENSITIVE);

    private final Map<Integer, Movie> numbered = new HashMap<>();
    private final Map<ItemId, Movie> films = new HashMap<>();
    private final Set<ItemId> citable = new HashSet<>();
    private final TitleMatcher given;
    private final TitleMatcher catalogue;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> words = new HashSet<>();
    private final String data;
    private final Language language;

    /**
     * @param context the films by their numbers
     * @param further films that may be mentioned beside them
     * @param catalogue where titles of all films are spelt
     * @param request what was asked
     */
    GivenFilms(
            List<ContextFilm> context,
            Collection<Movie> further,
            TitleMatcher catalogue,
            String request,
            Language language) {
        for (ContextFilm film : context) {
            numbered.put(film.number(), film.movie());
            films.put(film.movie().id(), film.movie());
            citable.add(film.movie().id());
        }
        further.forEach(movie -> films.putIfAbsent(movie.id(), movie));
        this.given = TitleMatcher.of(films.values());
        this.catalogue = catalogue;
        this.language = language;
        StringBuilder text = new StringBuilder(TextFolding.fold(request));
        addWords(request);
        for (Movie movie : films.values()) {
            movie.allTitles().forEach(this::addWords);
            movie.keywords().forEach(keyword -> text.append('\n').append(TextFolding.fold(keyword)));
            Stream.concat(movie.directors().stream(), movie.cast().stream()).forEach(this::addPerson);
            movie.synopsis()
                    .filter(synopsis -> !ORDER.matcher(synopsis).find())
                    .ifPresent(synopsis -> text.append('\n').append(TextFolding.fold(synopsis)));
        }
        for (Genre genre : Genre.values()) {
            names.add(genre.chinese());
            names.add(genre.english());
            addWords(genre.english());
        }
        this.data = text.toString();
    }

    private void addPerson(Person person) {
        names.add(person.name());
        addWords(person.name());
        person.chineseName().ifPresent(names::add);
    }

    private void addWords(String text) {
        WORD.matcher(TextFolding.fold(text)).results().forEach(word -> words.add(word.group()));
    }

    /** A stretch of a text that spells a title: of films that may be named, or of others alone. */
    record Name(int start, int end, List<Movie> films, float weight) {
        boolean given() {
            return !films.isEmpty();
        }

        boolean covers(int from, int to) {
            return start <= from && to <= end;
        }
    }

    /** The stretches of a text that spell titles. */
    record Names(List<Name> given, List<Name> foreign) {}

    /**
     * Returns where a text spells titles: those of films that may be named, longest first and without overlaps, and those of
     * other films that are not part of one of the former. A name that fits another film better than a given one is the other's.
     */
    Names names(String text) {
        List<Match> others = catalogue.find(text);
        Map<Long, Float> weights = new HashMap<>();
        others.forEach(match -> weights.put(place(match), match.weight()));
        List<Match> own = new ArrayList<>(given.find(text));
        own.removeIf(match -> match.weight() < weights.getOrDefault(place(match), 0f));
        own.sort(Comparator.comparing((Match match) -> match.start() - match.end())
                .thenComparing(Match::start));
        List<Name> known = new ArrayList<>();
        for (Match match : own) {
            if (known.stream().noneMatch(name -> name.start() < match.end() && match.start() < name.end())) {
                List<Movie> named = given.films(match).stream()
                        .flatMap(id -> Optional.ofNullable(films.get(id)).stream())
                        .toList();
                known.add(new Name(match.start(), match.end(), named, match.weight()));
            }
        }
        known.sort(Comparator.comparing(Name::start));
        List<Name> foreign = others.stream()
                .filter(match -> known.stream().noneMatch(name -> name.covers(match.start(), match.end())))
                .map(match -> new Name(match.start(), match.end(), List.of(), match.weight()))
                .toList();
        return new Names(known, foreign);
    }

    private static long place(Match match) {
        return ((long) match.start() << 32) | match.end();
    }

    /** Returns the film of a number. */
    Optional<Movie> film(int number) {
        return Optional.ofNullable(numbered.get(number));
    }

    /** Returns whether a film has a number, rather than being one that may be mentioned beside the others. */
    boolean isCitable(Movie movie) {
        return citable.contains(movie.id());
    }

    /** Returns the people, genres and words that a text may write like titles. */
    Set<String> names() {
        return names;
    }

    /** Returns whether a word is one of the given films' titles, people and genres or of the request. */
    boolean isKnownWord(String word) {
        return words.contains(TextFolding.fold(word));
    }

    /** Returns whether the films' synopses and keywords, or the request, hold a phrase; data that gives orders says nothing. */
    boolean isInData(String phrase) {
        return data.contains(TextFolding.fold(phrase));
    }

    /** Returns whether an English word is an ordinary one although films are called so. */
    boolean isOrdinary(String word) {
        return catalogue.isOrdinary(word);
    }

    Language language() {
        return language;
    }
}
