package io.movieai.retrieval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests that are for films, and requests that are not.
 *
 * @param films requests for films
 * @param others requests for anything else
 */
record RequestExamples(List<String> films, List<String> others) {
    private static final String RESOURCE = "request-examples.tsv";

    RequestExamples {
        films = List.copyOf(films);
        others = List.copyOf(others);
    }

    /** Returns the examples that come with the library. */
    static RequestExamples load() {
        List<String> films = new ArrayList<>();
        List<String> others = new ArrayList<>();
        try (InputStream in = RequestExamples.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(
                        "resource io/movieai/retrieval/" + RESOURCE + " is missing from the jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int tab = line.indexOf('\t');
                String kind = tab < 0 ? line : line.substring(0, tab);
                switch (kind) {
                    case "film" -> films.add(line.substring(tab + 1));
                    case "other" -> others.add(line.substring(tab + 1));
                    default ->
                        throw new IllegalStateException(
                                RESOURCE + ": expected film or other, a tab and a text, found: " + line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("resource io/movieai/retrieval/" + RESOURCE + " cannot be read", e);
        }
        return new RequestExamples(films, others);
    }
}
