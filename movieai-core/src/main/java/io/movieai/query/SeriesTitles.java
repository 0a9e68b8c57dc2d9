package io.movieai.query;

import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.query.TitleVariants.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names for the films of a series that none of their own titles gives, worked out from the catalogue's titles.
 *
 * <ul>
 *   <li>A film that goes by the name of another and a number (终结者2) is that number under every name of the other (未来战士2), and
 *       goes by its own titles behind those names (Star Wars: The Empire Strikes Back).
 *   <li>Films whose titles go on from the title of an earlier one (Die Hard: With a Vengeance) are its sequels in the order of
 *       their years (Die Hard 3), unless their titles number them.
 * </ul>
 */
final class SeriesTitles {
    private static final int MOST_PARTS = 20;
    private static final int LEAST_LETTERS = 6;
    private static final int LEAST_IDEOGRAPHS = 2;

    private final List<Movie> movies;
    /** The earliest film that goes by each whole title. */
    private final Map<String, Integer> byTitle = new HashMap<>();

    private final List<List<String>> keys = new ArrayList<>();
    private final Map<Integer, List<Variant>> names = new HashMap<>();

    private SeriesTitles(List<Movie> movies) {
        this.movies = movies;
    }

    /** Returns further names, by the position of the film in the list. */
    static Map<Integer, List<Variant>> of(List<Movie> movies) {
        SeriesTitles series = new SeriesTitles(movies);
        series.index();
        series.numbered();
        series.continued();
        return series.names;
    }

    private void index() {
        for (int film = 0; film < movies.size(); film++) {
            List<String> own = new ArrayList<>();
            for (String title : movies.get(film).allTitles()) {
                String key = TitleVariants.key(title);
                own.add(key);
                byTitle.merge(key, film, (a, b) -> year(b) < year(a) ? b : a);
            }
            keys.add(own);
        }
    }

    private void numbered() {
        for (int film = 0; film < movies.size(); film++) {
            for (String title : movies.get(film).allTitles()) {
                String part = TitleVariants.key(TitleVariants.front(title));
                int number = number(part);
                Integer first = number < 2 ? null : byTitle.get(base(part));
                if (first != null && first != film && year(first) <= year(film)) {
                    join(first, film, number);
                }
            }
        }
    }

    private void join(int first, int film, int number) {
        for (String name : keys.get(first)) {
            if (!isTelling(name) || number(name) >= 0) {
                continue;
            }
            add(film, name + number, TitleVariants.PART);
            for (String title : movies.get(film).allTitles()) {
                String own = TitleVariants.key(title);
                if (number(own) < 0 && !own.startsWith(name) && isHan(own) == isHan(name)) {
                    add(film, name + own, TitleVariants.MAIN);
                    add(film, name + TitleText.of(RequestText.fold(title)), TitleVariants.MAIN);
                }
            }
        }
    }

    private void continued() {
        Map<Integer, TreeMap<Integer, Integer>> sequels = new HashMap<>();
        for (int film = 0; film < movies.size(); film++) {
            int first = continuedFrom(film);
            if (first >= 0) {
                // Two of a year are told apart by nothing; the better known one stays.
                sequels.computeIfAbsent(first, key -> new TreeMap<>())
                        .merge(
                                year(film),
                                film,
                                (a, b) -> movies.get(b).ratingCount()
                                                > movies.get(a).ratingCount()
                                        ? b
                                        : a);
            }
        }
        sequels.forEach((first, films) -> {
            int number = 2;
            for (int film : films.values()) {
                int told = number(
                        TitleVariants.key(TitleVariants.front(movies.get(film).title())));
                number = told >= 2 && told <= MOST_PARTS ? told : number;
                for (String name : keys.get(first)) {
                    if (isTelling(name) && number(name) < 0) {
                        add(film, name + number, TitleVariants.PART);
                    }
                }
                number++;
            }
        });
    }

    /** Returns the earlier film whose title this film's goes on from, or -1. */
    private int continuedFrom(int film) {
        String title = RequestText.fold(movies.get(film).title()).strip();
        for (int end = title.length() - 1; end > 0; end--) {
            char next = title.charAt(end);
            if (next != ':' && next != ' ' && next != ',') {
                continue;
            }
            String name = TitleVariants.key(title.substring(0, end));
            Integer first = byTitle.get(name);
            if (first != null && first != film && isTelling(name) && year(first) < year(film) && isAlike(first, film)) {
                return first;
            }
        }
        return -1;
    }

    private boolean isAlike(int first, int film) {
        Set<Genre> genres = movies.get(first).genres();
        Set<Genre> others = movies.get(film).genres();
        boolean drawn = genres.contains(Genre.ANIMATION);
        return drawn == others.contains(Genre.ANIMATION) && others.stream().anyMatch(genres::contains);
    }

    private void add(int film, String key, float weight) {
        if (key.length() <= TitleIndex.LONGEST_KEY && !byTitle.containsKey(key)) {
            List<Variant> variants = names.computeIfAbsent(film, position -> new ArrayList<>());
            variants.add(new Variant(key, weight));
            TitleVariants.spelt(key).ifPresent(spelt -> variants.add(new Variant(spelt, weight)));
        }
    }

    private int year(int film) {
        return movies.get(film).year().orElse(Integer.MAX_VALUE);
    }

    /** Returns the number that a name ends with, or -1. */
    private static int number(String key) {
        String base = base(key);
        int digits = key.length() - base.length();
        if (base.isEmpty() || digits < 1 || digits > 2) {
            return -1;
        }
        int number = Integer.parseInt(key.substring(base.length()));
        return number > MOST_PARTS ? -1 : number;
    }

    private static String base(String key) {
        int end = key.length();
        while (end > 0 && RequestText.isDigit(key.charAt(end - 1))) {
            end--;
        }
        return key.substring(0, end);
    }

    private static boolean isHan(String key) {
        return !key.isEmpty() && RequestText.isHan(key.charAt(0));
    }

    private static boolean isTelling(String key) {
        return key.length() >= (isHan(key) ? LEAST_IDEOGRAPHS : LEAST_LETTERS);
    }
}
