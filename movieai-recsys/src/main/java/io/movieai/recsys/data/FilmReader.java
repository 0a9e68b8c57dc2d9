package io.movieai.recsys.data;

import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.recsys.data.Fields.Separator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file of films, in any of the formats. One object reads one file. */
final class FilmReader {
    /** What u.item has in front of its genre flags: id, title, release date, video release date, address. */
    private static final int FIELDS_BEFORE_FLAGS = 5;

    /** The genres of MovieLens 100K in the order of its flags, for a folder without u.genre. */
    private static final List<String> ML100K_GENRES = List.of(
            "unknown",
            "Action",
            "Adventure",
            "Animation",
            "Children's",
            "Comedy",
            "Crime",
            "Documentary",
            "Drama",
            "Fantasy",
            "Film-Noir",
            "Horror",
            "Musical",
            "Mystery",
            "Romance",
            "Sci-Fi",
            "Thriller",
            "War",
            "Western");

    private final DataFiles files;
    private final ReadOptions options;
    private final TokenIndex ids;
    private final ProblemLog log;
    private final GenreLabels labels = new GenreLabels();
    private final List<Movie> films = new ArrayList<>();

    /**
     * @param ids takes the films' identities, numbered in the order of the films; empty before
     * @param log takes what the reading comes across
     */
    FilmReader(DataFiles files, ReadOptions options, TokenIndex ids, ProblemLog log) {
        this.files = files;
        this.options = options;
        this.ids = ids;
        this.log = log;
    }

    /** How a line of one format becomes a film. */
    private interface LineParser {
        /** Adds the film of the line; returns null, or why that cannot be done. */
        @Nullable
        String parse(LineReader line);
    }

    List<Movie> read() throws IOException {
        try (LineReader lines = LineReader.open(files.films(), options.progress())) {
            LineParser parser = switch (files.format()) {
                case RECBOLE -> columns(lines, Separator.TAB);
                case MOVIELENS_CSV -> columns(lines, Separator.COMMA);
                case MOVIELENS_DAT -> dat();
                case MOVIELENS_100K -> flags(genreFile());
            };
            while (lines.next()) {
                log.countLine();
                String problem = parser.parse(lines);
                if (problem != null) {
                    log.skip(files.films(), lines.number(), problem);
                }
            }
            lines.warnIfCut(log);
        }
        labels.warnOfUnknown(files.films(), log);
        return films;
    }

    /** RecBole's .item and MovieLens' movies.csv: columns named by a header. */
    private LineParser columns(LineReader lines, Separator separator) throws IOException {
        boolean recBole = separator == Separator.TAB;
        Fields fields = new Fields(separator);
        Header header = Header.read(lines, fields, recBole);
        int idColumn = header.require("item_id", "movie_id");
        int titleColumn = header.require("movie_title", "title");
        int yearColumn = header.find("release_year", "year");
        int genreColumn = header.find("class", "genres", "genre");
        return line -> {
            String problem = fields.split(line, header.size());
            if (problem != null) {
                return problem;
            }
            String id = fields.utf8(idColumn);
            String title = fields.utf8(titleColumn);
            String year = yearColumn < 0 ? "" : fields.utf8(yearColumn);
            String genres = genreColumn < 0 ? "" : fields.utf8(genreColumn);
            if (id == null || title == null || year == null || genres == null) {
                return notText("UTF-8", line);
            }
            return add(
                    line,
                    id,
                    title,
                    year,
                    recBole ? labels.parseAny(genres, line.number()) : labels.parseBars(genres, line.number()));
        };
    }

    private LineParser dat() {
        Fields fields = new Fields(Separator.DOUBLE_COLON);
        return line -> {
            String problem = fields.split(line, 3);
            if (problem != null) {
                return problem;
            }
            String id = fields.utf8OrLatin1(0);
            String title = fields.utf8OrLatin1(1);
            String genres = fields.utf8OrLatin1(2);
            if (id == null || title == null || genres == null) {
                return notText("UTF-8 or ISO-8859-1", line);
            }
            return add(line, id, title, "", labels.parseBars(genres, line.number()));
        };
    }

    private LineParser flags(List<String> genreNames) {
        Fields fields = new Fields(Separator.BAR);
        return line -> {
            String problem = fields.split(line, FIELDS_BEFORE_FLAGS + genreNames.size());
            if (problem != null) {
                return problem;
            }
            List<String> flagged = new ArrayList<>();
            for (int i = 0; i < genreNames.size(); i++) {
                String flag = fields.utf8(FIELDS_BEFORE_FLAGS + i);
                if ("1".equals(flag)) {
                    flagged.add(genreNames.get(i));
                } else if (!"0".equals(flag)) {
                    return "expected 0 or 1 for the genre " + genreNames.get(i) + ", found "
                            + fields.excerpt(FIELDS_BEFORE_FLAGS + i);
                }
            }
            String id = fields.utf8OrLatin1(0);
            String title = fields.utf8OrLatin1(1);
            String date = fields.utf8OrLatin1(2);
            if (id == null || title == null || date == null) {
                return notText("UTF-8 or ISO-8859-1", line);
            }
            // The title's year is the film's; the date is that of the release in the United States.
            String year = FilmTitle.parse(title).year().isPresent() ? "" : date.substring(date.lastIndexOf('-') + 1);
            return add(line, id, title, year, labels.of(flagged, line.number()));
        };
    }

    private static String notText(String encoding, LineReader line) {
        return "expected text in " + encoding + " without NUL characters, found " + line.excerpt();
    }

    /** Returns the genre names of u.genre by their numbers. */
    private List<String> genreFile() throws IOException {
        if (files.genres().isEmpty()) {
            return ML100K_GENRES;
        }
        Path file = files.genres().get();
        List<String> names = new ArrayList<>();
        Fields fields = new Fields(Separator.BAR);
        try (LineReader lines = LineReader.open(file, options.progress())) {
            while (lines.next()) {
                String problem = fields.split(lines, 2);
                String name = problem != null ? null : fields.utf8(0);
                if (name == null || !Integer.toString(names.size()).equals(fields.utf8(1))) {
                    // Without the names the flags of every film mean nothing, so this is never skipped.
                    throw new MalformedDataException(
                            file,
                            lines.number(),
                            "expected a genre and its number " + names.size() + " as in NAME|" + names.size()
                                    + ", found " + lines.excerpt());
                }
                names.add(name);
            }
        }
        return names;
    }

    private @Nullable String add(LineReader line, String id, String rawTitle, String yearText, Set<Genre> genres) {
        if (id.isEmpty() || rawTitle.isEmpty()) {
            return "expected an identity and a title, found " + Excerpt.of(id) + " and " + Excerpt.of(rawTitle);
        }
        if (ids.find(id) >= 0) {
            return "expected each identity once, found " + Excerpt.of(id) + " again: the first film is kept";
        }
        FilmTitle title = FilmTitle.parse(rawTitle);
        Movie.Builder film =
                Movie.builder(id, title.title()).aliases(title.aliases()).genres(genres);
        year(line, title, yearText).ifPresent(film::year);
        ids.add(id);
        films.add(film.build());
        return null;
    }

    private OptionalInt year(LineReader line, FilmTitle title, String yearText) {
        OptionalInt inColumn = FilmTitle.yearIn(yearText);
        if (inColumn.isPresent()) {
            return inColumn;
        }
        OptionalInt year = title.year();
        if (!yearText.isBlank()) {
            log.warn(
                    files.films(),
                    line.number(),
                    "expected a year, found " + Excerpt.of(yearText) + ": "
                            + (year.isPresent() ? "taken from the title, " + year.getAsInt() : "left unknown"));
        } else if (year.isEmpty()) {
            log.warn(
                    files.films(),
                    line.number(),
                    "expected a year, found none with " + Excerpt.of(title.title()) + ": left unknown");
        }
        return year;
    }
}
