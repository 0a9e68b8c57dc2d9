package io.movieai.keyword;

import java.util.Objects;

/**
 * A document that a keyword search found.
 *
 * @param id the document's identity
 * @param score how well it matches: above 0, greater is better; comparable only within the answer to one search
 */
public record KeywordHit(String id, double score) {
    public KeywordHit {
        Objects.requireNonNull(id, "id");
    }
}
