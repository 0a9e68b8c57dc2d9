package io.movieai.recsys.data;

import io.movieai.recsys.data.Fields.Separator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Streams the ratings of a file: RecBole's {@code .inter}, MovieLens' tab-separated {@code u.data} (and the {@code .base} and
 * {@code .test} beside it), {@code ratings.dat}, {@code ratings.csv}. The first and last of these have a header and may order
 * their columns at will; rating and timestamp may be missing there.
 *
 * <p>No object is made for a rating, and nothing but the identities of users and items is held, so that tens of millions of
 * ratings are read in seconds and a few megabytes. Immutable; several threads may read with one reader, each into indexes and
 * a consumer of its own.
 */
public final class RatingsReader {
    /** The greatest magnitude of a timestamp: far within the range of a long. */
    private static final double MAX_TIMESTAMP = 0x1p62;

    private final ReadOptions options;

    /** Makes a reader with these options. */
    public RatingsReader(ReadOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * Reads the ratings of a file, or of the data set in a folder, in the order of the file. Users and items that the indexes
     * do not know are added to them, so that several files can share one numbering.
     *
     * <p>A line that holds no rating is reported and skipped, or ends the reading if the options are strict: too few or too
     * many fields, a blank identity, text that is not UTF-8, a rating that is no number or lies outside the scale, a timestamp
     * that is no number. Repeated pairs of user and item are passed on as they come.
     *
     * @throws MalformedDataException if the file is empty, compressed, has no usable header or an unknown name; for a bad
     *     line too if the options are strict
     * @throws IOException if there is no such file or it cannot be read; {@link
     *     java.nio.channels.ClosedByInterruptException} if the thread is interrupted
     */
    public ReadReport read(Path path, TokenIndex users, TokenIndex items, RatingConsumer consumer) throws IOException {
        Path file = Files.isDirectory(path) ? DataFiles.ratingsIn(path) : path;
        ProblemLog log = new ProblemLog(options.strict());
        read(file, users, items, consumer, log);
        return log.report();
    }

    /** Reads the ratings of a file; what it comes across goes to the log. Returns how many ratings were passed on. */
    long read(Path file, TokenIndex users, TokenIndex items, RatingConsumer consumer, ProblemLog log)
            throws IOException {
        Separator separator = separator(file);
        try (LineReader lines = LineReader.open(file, options.progress())) {
            Fields fields = new Fields(separator);
            Columns columns = separator == Separator.COMMA || name(file).endsWith(".inter")
                    ? Columns.of(Header.read(lines, fields, separator == Separator.TAB))
                    : Columns.WITHOUT_HEADER;
            return new Pass(lines, fields, columns, users, items, log).run(consumer);
        }
    }

    private static Separator separator(Path file) {
        String name = name(file);
        if (name.endsWith(".csv")) {
            return Separator.COMMA;
        }
        if (name.endsWith(".dat")) {
            return Separator.DOUBLE_COLON;
        }
        if (name.endsWith(".inter") || name.endsWith(".data") || name.endsWith(".base") || name.endsWith(".test")) {
            return Separator.TAB;
        }
        throw new MalformedDataException(
                file, 0, "expected a file of ratings (.inter, .csv, .dat, .data, .base or .test), found another name");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** Which field holds what; -1 where a file does not have it. */
    private record Columns(int count, int user, int item, int rating, int timestamp) {
        static final Columns WITHOUT_HEADER = new Columns(4, 0, 1, 2, 3);

        static Columns of(Header header) {
            return new Columns(
                    header.size(),
                    header.require("user_id"),
                    header.require("item_id", "movie_id"),
                    header.find("rating"),
                    header.find("timestamp"));
        }
    }

    /** One pass over one file. */
    private final class Pass {
        private final LineReader lines;
        private final Fields fields;
        private final Columns columns;
        private final TokenIndex users;
        private final TokenIndex items;
        private final ProblemLog log;

        private int user;
        private int item;
        private float rating;
        private long timestamp;

        Pass(LineReader lines, Fields fields, Columns columns, TokenIndex users, TokenIndex items, ProblemLog log) {
            this.lines = lines;
            this.fields = fields;
            this.columns = columns;
            this.users = users;
            this.items = items;
            this.log = log;
        }

        long run(RatingConsumer consumer) throws IOException {
            long passedOn = 0;
            while (lines.next()) {
                log.countLine();
                String problem = parseLine();
                if (problem == null) {
                    consumer.accept(user, item, rating, timestamp);
                    passedOn++;
                } else {
                    log.skip(lines.file(), lines.number(), problem);
                }
            }
            lines.warnIfCut(log);
            return passedOn;
        }

        /** Parses the line into the fields of this object; returns null, or why that cannot be done. */
        private @Nullable String parseLine() {
            String problem = fields.split(lines, columns.count);
            if (problem != null) {
                return problem;
            }
            // Everything is checked before a token is added, so that a bad line leaves no trace in the indexes.
            rating = Float.NaN;
            if (columns.rating >= 0) {
                double value = number(columns.rating);
                if (!(value >= 0 && value <= options.maxRating())) {
                    return "expected a rating from 0 to " + options.maxRating() + ", found "
                            + fields.excerpt(columns.rating);
                }
                rating = (float) value;
            }
            timestamp = RatingConsumer.NO_TIMESTAMP;
            if (columns.timestamp >= 0) {
                double value = number(columns.timestamp);
                if (!(Math.abs(value) <= MAX_TIMESTAMP)) {
                    return "expected a timestamp, found " + fields.excerpt(columns.timestamp);
                }
                timestamp = (long) value;
            }
            user = known(users, columns.user);
            item = known(items, columns.item);
            if ((user < 0 && !fields.isToken(columns.user)) || (item < 0 && !fields.isToken(columns.item))) {
                return "expected a user and an item in UTF-8, found " + fields.excerpt(columns.user) + " and "
                        + fields.excerpt(columns.item);
            }
            user = user >= 0 ? user : users.add(fields.bytes(), fields.start(columns.user), fields.end(columns.user));
            item = item >= 0 ? item : items.add(fields.bytes(), fields.start(columns.item), fields.end(columns.item));
            return null;
        }

        private int known(TokenIndex index, int field) {
            fields.trim(field);
            return index.find(fields.bytes(), fields.start(field), fields.end(field));
        }

        private double number(int field) {
            return Numbers.parse(fields.bytes(), fields.start(field), fields.end(field));
        }
    }
}
