package io.movieai.app.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of variables: one {@code NAME=value} a line, UTF-8. Lines that are blank or begin with {@code #} mean nothing; {@code
 * export} may stand before a name; a value may stand in single or double quotes, and without them ends before {@code " #"}. Nothing
 * is substituted.
 */
final class DotEnv {
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*?)\\s*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("(?:\"([^\"]*)\"|'([^']*)')\\s*(?:#.*)?");

    private DotEnv() {}

    /**
     * A variable.
     *
     * @param value its value
     * @param line the number of its line
     */
    record Variable(String value, int line) {}

    /**
     * Returns the variables of a file, the last of each name; none if there is no such file.
     *
     * @throws IllegalArgumentException at the first line that is none; the message does not show the line, which may hold a
     *     secret
     */
    static Map<String, Variable> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + ": expected a text in UTF-8, found bytes that are not", e);
        }
        Map<String, Variable> variables = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line =
                    i == 0 && lines.get(0).startsWith("\uFEFF") ? lines.get(0).substring(1) : lines.get(i);
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        file + ":" + (i + 1) + ": expected NAME=value, found another line (it is not shown)");
            }
            variables.put(matcher.group(1), new Variable(value(matcher.group(2), file, i + 1), i + 1));
        }
        return variables;
    }

    private static String value(String text, Path file, int line) {
        if (text.startsWith("\"") || text.startsWith("'")) {
            Matcher quoted = QUOTED.matcher(text);
            if (!quoted.matches()) {
                throw new IllegalArgumentException(
                        file + ":" + line + ": expected a quote at the end of the value, found none");
            }
            return quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
        }
        int comment = text.startsWith("#") ? 0 : text.indexOf(" #");
        return (comment < 0 ? text : text.substring(0, comment)).strip();
    }
}
