package io.movieai.keyword;

import java.util.List;
import java.util.Objects;

/**
 * What a film can be found by through words.
 *
 * @param id identity within the index, not blank
 * @param titles the names the film goes by, in any language; matched through typos and moved articles
 * @param text everything else: people, keywords, synopsis; may be empty
 * @param version opaque tag of the content, given back by {@link KeywordIndex#indexedVersions}; may be empty
 */
public record KeywordDocument(String id, List<String> titles, String text, String version) {
    /** @throws IllegalArgumentException if {@code id} is blank */
    public KeywordDocument {
        Objects.requireNonNull(id, "id");
        titles = List.copyOf(titles);
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(version, "version");
        if (id.isBlank()) {
            throw new IllegalArgumentException("id: expected a text, found a blank one");
        }
    }
}
