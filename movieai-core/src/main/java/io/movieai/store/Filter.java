package io.movieai.store;

import java.util.List;
import java.util.Objects;

/**
 * A condition on the attributes of a record. Every vector store supports every form, exactly as {@link
 * #matches(Attributes)} defines it.
 *
 * <p>An attribute that is absent, or of another type than the condition speaks of, fulfils no {@link Equal}, {@link In}
 * or {@link Between}; it therefore fulfils their {@link Not}. A list of texts fulfils {@link Equal} and {@link In} when
 * one of its texts does.
 */
public sealed interface Filter {
    /** Fulfilled by every record. */
    Filter EVERYTHING = new All(List.of());

    /** Returns whether attributes fulfil this filter: the definition that every store follows. */
    boolean matches(Attributes attributes);

    /** Returns a filter for records whose attribute is, or whose list holds, this text. */
    static Filter equal(String name, String text) {
        return new Equal(name, text);
    }

    /** Returns a filter for records whose attribute is this integer. */
    static Filter equal(String name, long integer) {
        return new Equal(name, integer);
    }

    /** Returns a filter for records whose attribute is this boolean. */
    static Filter equal(String name, boolean flag) {
        return new Equal(name, flag);
    }

    /** Returns a filter for records whose attribute is, or whose list holds, one of these texts. */
    static Filter in(String name, List<String> texts) {
        return new In(name, texts);
    }

    /** Returns a filter for records whose number lies between two bounds, both included. */
    static Filter between(String name, double least, double greatest) {
        return new Between(name, least, greatest);
    }

    /** Returns a filter for records that fulfil all of these; with none, every record does. */
    static Filter all(Filter... filters) {
        return new All(List.of(filters));
    }

    /** Returns a filter for records that fulfil at least one of these; with none, no record does. */
    static Filter any(Filter... filters) {
        return new Any(List.of(filters));
    }

    /** Returns a filter for records that do not fulfil this one. */
    static Filter not(Filter filter) {
        return new Not(filter);
    }

    /**
     * The attribute is this value, or is a list that holds it.
     *
     * @param name the attribute
     * @param value a {@link String}, {@link Long} or {@link Boolean}
     */
    record Equal(String name, Object value) implements Filter {
        /** @throws IllegalArgumentException if the value is of another type */
        public Equal {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
            if (!(value instanceof String || value instanceof Long || value instanceof Boolean)) {
                throw new IllegalArgumentException("value: expected String, Long or Boolean, found "
                        + value.getClass().getSimpleName());
            }
        }

        @Override
        public boolean matches(Attributes attributes) {
            Object found = attributes.asMap().get(name);
            return value.equals(found) || (found instanceof List<?> list && list.contains(value));
        }
    }

    /**
     * The attribute is one of these texts, or is a list that holds one of them; with no texts, no record matches.
     *
     * @param name the attribute
     * @param values the texts
     */
    record In(String name, List<String> values) implements Filter {
        public In {
            Objects.requireNonNull(name, "name");
            values = List.copyOf(values);
        }

        @Override
        public boolean matches(Attributes attributes) {
            Object found = attributes.asMap().get(name);
            if (found instanceof List<?> list) {
                return list.stream().anyMatch(values::contains);
            }
            return found instanceof String text && values.contains(text);
        }
    }

    /**
     * The attribute is a number, integer or real, between two bounds, both included. Compared as 64-bit reals.
     *
     * @param name the attribute
     * @param least the lower bound; negative infinity for none
     * @param greatest the upper bound; positive infinity for none
     */
    record Between(String name, double least, double greatest) implements Filter {
        /** @throws IllegalArgumentException if a bound is NaN or the lower bound is above the upper one */
        public Between {
            Objects.requireNonNull(name, "name");
            if (!(least <= greatest)) {
                throw new IllegalArgumentException(
                        name + ": expected a lower bound not above the upper, found " + least + " and " + greatest);
            }
        }

        @Override
        public boolean matches(Attributes attributes) {
            var number = attributes.number(name);
            return number.isPresent() && number.getAsDouble() >= least && number.getAsDouble() <= greatest;
        }
    }

    /**
     * All of the filters are fulfilled.
     *
     * @param filters the filters; with none, every record matches
     */
    record All(List<Filter> filters) implements Filter {
        public All {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(Attributes attributes) {
            return filters.stream().allMatch(filter -> filter.matches(attributes));
        }
    }

    /**
     * At least one of the filters is fulfilled.
     *
     * @param filters the filters; with none, no record matches
     */
    record Any(List<Filter> filters) implements Filter {
        public Any {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(Attributes attributes) {
            return filters.stream().anyMatch(filter -> filter.matches(attributes));
        }
    }

    /**
     * The filter is not fulfilled.
     *
     * @param filter the filter
     */
    record Not(Filter filter) implements Filter {
        public Not {
            Objects.requireNonNull(filter, "filter");
        }

        @Override
        public boolean matches(Attributes attributes) {
            return !filter.matches(attributes);
        }
    }
}
