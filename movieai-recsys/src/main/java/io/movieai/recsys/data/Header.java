package io.movieai.recsys.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The column names of a file with a header line. RecBole's headers say the type of each column, as in
 * {@code item_id:token}; here the type may be left out. Names are compared without letter case and underscores, so that
 * {@code movieId} is {@code movie_id}.
 */
final class Header {
    private static final Set<String> RECBOLE_TYPES = Set.of("token", "token_seq", "float", "float_seq");

    private final Path file;
    private final long line;
    private final List<String> names = new ArrayList<>();
    private final List<String> canonicalNames = new ArrayList<>();

    private Header(Path file, long line) {
        this.file = file;
        this.line = line;
    }

    /**
     * Reads the first line of a file.
     *
     * @param typed whether a type may follow each name
     * @throws MalformedDataException if it is no header
     */
    static Header read(LineReader lines, Fields fields, boolean typed) throws IOException {
        if (!lines.next()) {
            throw new MalformedDataException(lines.file(), 0, "expected a header line, found only blank lines");
        }
        Header header = new Header(lines.file(), lines.number());
        String problem = fields.split(lines);
        if (problem != null) {
            throw header.malformed(problem);
        }
        for (int i = 0; i < fields.count(); i++) {
            String column = fields.utf8(i);
            if (column == null) {
                throw header.malformed("expected column names in UTF-8, found " + fields.excerpt(i));
            }
            header.add(column, typed);
        }
        return header;
    }

    private void add(String column, boolean typed) {
        String name = column;
        int colon = column.lastIndexOf(':');
        if (typed && colon >= 0) {
            if (!RECBOLE_TYPES.contains(column.substring(colon + 1))) {
                throw malformed(
                        "expected a column type token, token_seq, float or float_seq, found " + Excerpt.of(column));
            }
            name = column.substring(0, colon);
        }
        names.add(name);
        canonicalNames.add(canonical(name));
    }

    private static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    /** Returns how many columns there are. */
    int size() {
        return names.size();
    }

    /**
     * Returns the column with one of these names, or -1.
     *
     * @throws MalformedDataException if there are two
     */
    int find(String... accepted) {
        int found = -1;
        for (String name : accepted) {
            for (int column = 0; column < names.size(); column++) {
                if (canonicalNames.get(column).equals(canonical(name))) {
                    if (found >= 0) {
                        throw malformed("expected one column " + String.join(" or ", accepted) + ", found "
                                + names.get(found) + " and " + names.get(column));
                    }
                    found = column;
                }
            }
        }
        return found;
    }

    /**
     * Returns the column with one of these names.
     *
     * @throws MalformedDataException if there is none, or two
     */
    int require(String... accepted) {
        int column = find(accepted);
        if (column < 0) {
            throw malformed("expected a header with a column " + String.join(" or ", accepted) + ", found the columns "
                    + Excerpt.of(String.join(", ", names)));
        }
        return column;
    }

    private MalformedDataException malformed(String reason) {
        return new MalformedDataException(file, line, reason);
    }
}
