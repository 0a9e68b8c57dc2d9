package io.movieai.store;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named, typed values of a stored record. Immutable. A value is a text, an integer (64 bits), a real (64 bits, finite), a
 * boolean, or a list of texts; an attribute that is not known is absent, never null.
 */
public final class Attributes {
    /** No attributes. */
    public static final Attributes EMPTY = new Attributes(Collections.emptySortedMap());

    private final SortedMap<String, Object> values;

    private Attributes(SortedMap<String, Object> values) {
        this.values = values;
    }

    /** Returns a builder without attributes. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the text of that name, or empty if there is none of that name and type. */
    public Optional<String> text(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Returns the integer of that name, or empty if there is none of that name and type. */
    public OptionalLong integer(String name) {
        return values.get(name) instanceof Long integer ? OptionalLong.of(integer) : OptionalLong.empty();
    }

    /** Returns the integer or real of that name as a real, or empty if there is no number of that name. */
    public OptionalDouble number(String name) {
        return values.get(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /** Returns the boolean of that name, or empty if there is none of that name and type. */
    public Optional<Boolean> flag(String name) {
        return values.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** Returns the list of texts of that name, unmodifiable; empty if there is none of that name and type. */
    public List<String> texts(String name) {
        if (values.get(name) instanceof List<?> list) {
            return list.stream().map(String.class::cast).toList();
        }
        return List.of();
    }

    /**
     * Returns all attributes by name, unmodifiable, in the order of the names. A value is a {@link String}, {@link Long},
     * {@link Double}, {@link Boolean}, or an unmodifiable {@link List} of {@link String}.
     */
    public Map<String, Object> asMap() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Collects attributes. Not safe for use by several threads. */
    public static final class Builder {
        private final SortedMap<String, Object> values = new TreeMap<>();

        private Builder() {}

        private Builder set(String name, Object value) {
            Objects.requireNonNull(name, "name");
            if (name.isBlank()) {
                throw new IllegalArgumentException("name: expected a name, found a blank text");
            }
            values.put(name, Objects.requireNonNull(value, name));
            return this;
        }

        /**
         * Sets a text, in place of what had the name.
         *
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder put(String name, String text) {
            return set(name, text);
        }

        /**
         * Sets an integer, in place of what had the name.
         *
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder put(String name, long integer) {
            return set(name, integer);
        }

        /**
         * Sets a real, in place of what had the name.
         *
         * @throws IllegalArgumentException if the name is blank or the real is not finite
         */
        public Builder put(String name, double real) {
            if (!Double.isFinite(real)) {
                throw new IllegalArgumentException(name + ": expected a finite number, found " + real);
            }
            return set(name, real);
        }

        /**
         * Sets a boolean, in place of what had the name.
         *
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder put(String name, boolean flag) {
            return set(name, flag);
        }

        /**
         * Sets a list of texts, in place of what had the name. The list is copied; an empty list leaves the attribute
         * absent.
         *
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder put(String name, List<String> texts) {
            List<String> copy = List.copyOf(texts);
            if (copy.isEmpty()) {
                values.remove(name);
                return this;
            }
            return set(name, copy);
        }

        /** Returns the attributes collected so far; the builder can be used on. */
        public Attributes build() {
            return values.isEmpty() ? EMPTY : new Attributes(Collections.unmodifiableSortedMap(new TreeMap<>(values)));
        }
    }
}
