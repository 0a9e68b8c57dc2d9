package io.movieai.recommend;

import java.util.Objects;

/**
 * A person who rates or asks, by the identity that the embedding application uses.
 *
 * @param value the identity, not blank
 */
public record UserId(String value) implements Comparable<UserId> {
    /** @throws IllegalArgumentException if {@code value} is blank */
    public UserId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("UserId: expected a text, found a blank one");
        }
    }

    /** Returns the user id of that value. */
    public static UserId of(String value) {
        return new UserId(value);
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
