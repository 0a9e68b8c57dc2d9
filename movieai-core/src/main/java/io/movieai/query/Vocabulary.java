package io.movieai.query;

import io.movieai.catalog.Genre;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Loads the phrases that the reader knows from the package's resource files; a faulty line is an error that names it. */
final class Vocabulary {
    private Vocabulary() {}

    /** Returns every phrase with its meanings. */
    static Lexicon<Meaning> load() {
        Lexicon.Builder<Meaning> lexicon = new Lexicon.Builder<>();
        for (Row row : rows("cues.tsv", 2)) {
            for (String name : row.cells().get(0).split(",", -1)) {
                Cue cue = row.parse(() -> Cue.valueOf(name));
                row.phrases().forEach(phrase -> lexicon.add(phrase, cue));
            }
        }
        List<Row> genres = rows("genres.tsv", 4);
        Misspellings misspellings = new Misspellings();
        Set<String> right = new HashSet<>();
        genres.forEach(row -> right.addAll(row.phrases()));
        for (Row row : genres) {
            List<Target> targets = row.parse(() -> genres(row.cells()));
            boolean name = row.cells().get(0).equals("name");
            for (String phrase : row.phrases()) {
                if (targets.isEmpty()) {
                    lexicon.add(phrase, Cue.NOTHING);
                }
                targets.forEach(target -> lexicon.add(phrase, target));
                if (name) {
                    for (String wrong : Misspellings.ofLetters(phrase)) {
                        if (right.add(wrong)) {
                            targets.forEach(target -> lexicon.add(wrong, target));
                        }
                    }
                    for (String wrong : misspellings.ofIdeographs(phrase)) {
                        targets.forEach(target -> lexicon.add(wrong, target));
                        lexicon.add(wrong, Cue.FILM);
                    }
                }
            }
        }
        for (Row row : rows("countries.tsv", 2)) {
            Target countries = new Target.Countries(Set.of(row.cells().get(0).split(",", -1)));
            row.phrases().forEach(phrase -> lexicon.add(phrase, countries));
        }
        for (Row row : rows("qualities.tsv", 2)) {
            String what = row.cells().get(0);
            Meaning meaning = what.equals("none")
                    ? Cue.NOTHING
                    : row.parse(() -> Target.Quality.valueOf(what.toUpperCase(Locale.ROOT)));
            row.phrases().forEach(phrase -> lexicon.add(phrase, meaning));
        }
        return lexicon.build();
    }

    private static List<Target> genres(List<String> cells) {
        List<Target> targets = new ArrayList<>();
        switch (cells.get(0)) {
            case "none" -> {}
            case "without" -> targets.add(new Target.Without(genreSet(cells.get(1))));
            case "both" -> {
                for (String name : cells.get(1).split("\\+", -1)) {
                    Set<Genre> one = EnumSet.of(Genre.valueOf(name));
                    targets.add(new Target.Genres(one, one, Target.Words.NAME));
                }
            }
            default -> {
                Set<Genre> wanted = genreSet(cells.get(1));
                Set<Genre> unwanted = cells.get(2).equals("=") ? wanted : genreSet(cells.get(2));
                Target.Words words = Target.Words.valueOf(cells.get(0).toUpperCase(Locale.ROOT));
                targets.add(new Target.Genres(wanted, unwanted, words));
            }
        }
        return targets;
    }

    private static Set<Genre> genreSet(String names) {
        Set<Genre> genres = EnumSet.noneOf(Genre.class);
        if (!names.equals("-")) {
            for (String name : names.split(",", -1)) {
                genres.add(Genre.valueOf(name));
            }
        }
        return genres;
    }

    /** Returns the lines of a resource file of this package that are neither empty nor comments, split at tabs. */
    static List<Row> rows(String resource, int columns) {
        List<Row> rows = new ArrayList<>();
        try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource io/movieai/query/" + resource + " is missing from the jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                Row row = new Row(resource, number, List.of(line.split("\t", -1)));
                if (row.cells().size() != columns) {
                    throw row.faulty("expected " + columns + " columns, found "
                            + row.cells().size());
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("resource io/movieai/query/" + resource + " cannot be read", e);
        }
    }

    /** A line of a resource file. */
    record Row(String resource, int number, List<String> cells) {
        /** Returns the phrases in the last column. */
        List<String> phrases() {
            List<String> phrases = List.of(cells.get(cells.size() - 1).split("\\|", -1));
            if (phrases.stream().anyMatch(String::isBlank)) {
                throw faulty("expected phrases between the bars, found none");
            }
            return phrases;
        }

        <T> T parse(Supplier<T> parser) {
            try {
                return parser.get();
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(resource + ", line " + number + ": " + e.getMessage(), e);
            }
        }

        IllegalStateException faulty(String what) {
            return new IllegalStateException(resource + ", line " + number + ": " + what);
        }
    }
}
