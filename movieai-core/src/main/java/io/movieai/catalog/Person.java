package io.movieai.catalog;

import java.util.Objects;
import java.util.Optional;

/**
 * Somebody who made a film or plays in it.
 *
 * @param name the name in Latin letters, not blank
 * @param chineseName the usual Chinese name, if there is one
 */
public record Person(String name, Optional<String> chineseName) {
    /** @throws IllegalArgumentException if {@code name} is blank */
    public Person {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(chineseName, "chineseName");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: expected a text, found a blank one");
        }
    }
}
