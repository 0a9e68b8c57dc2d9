package io.movieai.store.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.movieai.store.Filter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a server is asked to filter by: a condition that every record fulfils that fulfils a {@link Filter}. Others may fulfil
 * it as well, so the answer is checked with {@link Filter#matches} again.
 *
 * <p>A part of the filter that a server cannot decide is left out, which only lets more records through: reals within one
 * unit in the last place of a bound, names and texts without plain keys (see {@link AttributeCodec}), more values than an SQL
 * statement takes. What is not fulfilled is decided by servers from 1.0 on alone: before, {@code $ne} and {@code $nin} left
 * out the records without the key, and a filter's {@link Filter.Not} finds those.
 *
 * <p>A server lists the records of each condition by itself, so that one that many records fulfil is slow, whatever stands
 * beside it; half of a range is often such a one. Where all records have {@link AttributeCodec#FORMAT_VERSION}, short ranges
 * are therefore asked for value by value.
 */
final class WhereClause {
    /** Fulfilled by every record. */
    static final WhereClause EVERYTHING = new WhereClause(null, 0, 0, false);

    /** Fulfilled by no record. */
    static final WhereClause NOTHING = new WhereClause(null, 0, 0, false);

    /** Most conditions in one clause; a server makes one SQL expression of it, at most 1,000 deep. */
    private static final int MOST_CONDITIONS = 200;

    /** Deepest nesting; servers parse JSON to a depth of about 100. */
    private static final int DEEPEST = 16;

    /** Most values of one condition. */
    private static final int MOST_VALUES = 90;

    /** From here on a real has no room for every integer. */
    private static final double EXACT_INTEGERS = 0x1p53;

    /** Least distance between reals at the greatest integers, and more than rounding moves one. */
    private static final long INTEGER_ROUNDING = 1 << 11;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Fulfilled by every record that this library did not write with {@link AttributeCodec#FORMAT_VERSION}. */
    static final WhereClause OTHERS =
            condition(AttributeCodec.FORMAT, "$ne", NODES.numberNode(AttributeCodec.FORMAT_VERSION));

    private final @Nullable ObjectNode json;
    private final int conditions;
    private final int depth;
    private final boolean lookup;

    private WhereClause(@Nullable ObjectNode json, int conditions, int depth, boolean lookup) {
        this.json = json;
        this.conditions = conditions;
        this.depth = depth;
        this.lookup = lookup;
    }

    /**
     * What is known of the server and its records.
     *
     * @param negates whether the server finds records without the key by {@code $ne} and {@code $nin}
     * @param current whether every record was written by this library, with {@link AttributeCodec#FORMAT_VERSION}
     */
    record Known(boolean negates, boolean current) {}

    /** Returns the narrowest clause that is known to hold whenever the filter does. */
    static WhereClause of(Filter filter, Known known) {
        return when(filter, true, known);
    }

    /** Returns whether a server finds every condition's records in an index, without reading those of others. */
    boolean isLookup() {
        return lookup;
    }

    /** Returns the clause as JSON, or null for {@link #EVERYTHING}. */
    @Nullable
    JsonNode json() {
        return json;
    }

    /** Returns a clause for the records that fulfil the filter, or for those that do not. */
    private static WhereClause when(Filter filter, boolean fulfilled, Known known) {
        Function<Filter, WhereClause> inner = part -> when(part, fulfilled, known);
        if (filter instanceof Filter.Not not) {
            return when(not.filter(), !fulfilled, known);
        } else if (filter instanceof Filter.All all) {
            Stream<WhereClause> parts = all.filters().stream().map(inner);
            return fulfilled ? and(parts) : or(parts);
        } else if (filter instanceof Filter.Any any) {
            Stream<WhereClause> parts = any.filters().stream().map(inner);
            return fulfilled ? or(parts) : and(parts);
        } else if (filter instanceof Filter.Equal equal) {
            return equal.value() instanceof String text
                    ? in(equal.name(), List.of(text), fulfilled, known)
                    : equal(equal.name(), equal.value(), fulfilled, known);
        } else if (filter instanceof Filter.In in) {
            return in(in.name(), in.values(), fulfilled, known);
        } else if (filter instanceof Filter.Between between) {
            return fulfilled ? between(between, known) : EVERYTHING;
        }
        throw new AssertionError(filter);
    }

    private static WhereClause equal(String name, Object value, boolean fulfilled, Known known) {
        if (!isIndexed(name)) {
            return EVERYTHING;
        }
        if (value instanceof Boolean flag) {
            return fulfilled || known.negates
                    ? condition(name, fulfilled ? "$eq" : "$ne", NODES.booleanNode(flag))
                    : EVERYTHING;
        }
        // A server from 1.0 on takes the real 1.0 for the integer 1, so an integer's $ne would leave out too many.
        return fulfilled ? condition(name, "$eq", NODES.numberNode((Long) value)) : EVERYTHING;
    }

    private static WhereClause in(String name, List<String> texts, boolean fulfilled, Known known) {
        if (texts.isEmpty()) {
            return fulfilled ? NOTHING : EVERYTHING;
        }
        boolean decidable = isIndexed(name)
                && texts.size() <= MOST_VALUES
                && texts.stream().allMatch(AttributeCodec::isIndexedText);
        if (!decidable || (!fulfilled && !known.negates)) {
            return EVERYTHING;
        }
        ArrayNode values = NODES.arrayNode();
        texts.forEach(values::add);
        if (fulfilled) {
            Stream<WhereClause> flags = flags(name, texts, "$eq", AttributeCodec.LISTED);
            if (!known.current) {
                flags = Stream.concat(flags, flags(name, texts, "$eq", AttributeCodec.LISTED_BEFORE));
            }
            return or(Stream.concat(Stream.of(condition(name, "$in", values)), flags));
        }
        WhereClause noFlag = and(flags(name, texts, "$ne", AttributeCodec.LISTED));
        if (!known.current) {
            // A key like genres:War of a record that something else wrote is no list.
            noFlag = or(Stream.of(OTHERS, noFlag));
        }
        return and(Stream.of(condition(name, "$nin", values), noFlag));
    }

    private static Stream<WhereClause> flags(String name, List<String> texts, String operator, JsonNode flag) {
        return texts.stream().distinct().map(text -> condition(AttributeCodec.listKey(name, text), operator, flag));
    }

    private static WhereClause between(Filter.Between filter, Known known) {
        String name = filter.name();
        double least = filter.least();
        double greatest = filter.greatest();
        if (least == Double.POSITIVE_INFINITY || greatest == Double.NEGATIVE_INFINITY) {
            return NOTHING;
        }
        if (!isIndexed(name)) {
            return EVERYTHING;
        }
        // A server compares integers with integers and reals with reals; some compare both.
        WhereClause integers = integers(name, Math.ceil(least), Math.floor(greatest));
        return or(Stream.of(
                integers,
                known.current
                        ? integers(AttributeCodec.floorKey(name), Math.floor(least), Math.floor(greatest))
                        : reals(name, least, greatest)));
    }

    /** Returns a clause for the integers between two whole numbers, or infinities. */
    private static WhereClause integers(String key, double least, double greatest) {
        if (least > greatest) {
            return NOTHING;
        }
        if (greatest - least < MOST_VALUES && Math.abs(least) < EXACT_INTEGERS && Math.abs(greatest) < EXACT_INTEGERS) {
            ArrayNode values = NODES.arrayNode();
            LongStream.rangeClosed((long) least, (long) greatest).forEach(values::add);
            return condition(key, "$in", values);
        }
        long first = (long) least;
        long last = (long) greatest;
        if (Math.abs(least) >= EXACT_INTEGERS) {
            first = first < Long.MIN_VALUE + INTEGER_ROUNDING ? Long.MIN_VALUE : first - INTEGER_ROUNDING;
        }
        if (Math.abs(greatest) >= EXACT_INTEGERS) {
            last = last > Long.MAX_VALUE - INTEGER_ROUNDING ? Long.MAX_VALUE : last + INTEGER_ROUNDING;
        }
        return range(key, NODES.numberNode(first), NODES.numberNode(last));
    }

    private static WhereClause reals(String name, double least, double greatest) {
        // One unit wider, for servers that read a real to within that.
        double low = Math.max(Math.nextDown(least), -Double.MAX_VALUE);
        double high = Math.min(Math.nextUp(greatest), Double.MAX_VALUE);
        return range(name, NODES.numberNode(low), NODES.numberNode(high));
    }

    private static WhereClause range(String key, JsonNode least, JsonNode greatest) {
        return and(Stream.of(condition(key, "$gte", least), condition(key, "$lte", greatest)));
    }

    private static boolean isIndexed(String name) {
        return !name.isEmpty() && AttributeCodec.isIndexedName(name);
    }

    private static WhereClause condition(String key, String operator, JsonNode value) {
        ObjectNode comparison = NODES.objectNode();
        comparison.set(operator, value);
        ObjectNode json = NODES.objectNode();
        json.set(key, comparison);
        boolean lookup = (operator.equals("$eq") && !value.isBoolean()) || operator.equals("$in");
        return new WhereClause(json, 1, 1, lookup);
    }

    private static WhereClause and(Stream<WhereClause> clauses) {
        List<WhereClause> parts = new ArrayList<>();
        for (WhereClause clause : (Iterable<WhereClause>) clauses::iterator) {
            if (clause == NOTHING) {
                return NOTHING;
            }
            if (clause != EVERYTHING && clause.depth < DEEPEST) {
                parts.add(clause);
            }
        }
        parts.sort(Comparator.comparingInt(part -> part.conditions));
        while (conditions(parts) > MOST_CONDITIONS) {
            parts.remove(parts.size() - 1);
        }
        return parts.isEmpty() ? EVERYTHING : combine("$and", parts);
    }

    private static WhereClause or(Stream<WhereClause> clauses) {
        List<WhereClause> parts = new ArrayList<>();
        for (WhereClause clause : (Iterable<WhereClause>) clauses::iterator) {
            if (clause == EVERYTHING || clause.depth >= DEEPEST) {
                return EVERYTHING;
            }
            if (clause != NOTHING) {
                parts.add(clause);
            }
        }
        if (parts.isEmpty()) {
            return NOTHING;
        }
        return conditions(parts) > MOST_CONDITIONS ? EVERYTHING : combine("$or", parts);
    }

    private static int conditions(List<WhereClause> parts) {
        return parts.stream().mapToInt(part -> part.conditions).sum();
    }

    private static WhereClause combine(String operator, List<WhereClause> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        ObjectNode json = NODES.objectNode();
        ArrayNode array = json.putArray(operator);
        parts.forEach(part -> array.add(part.json));
        int depth = parts.stream().mapToInt(part -> part.depth).max().orElse(0);
        return new WhereClause(
                json, conditions(parts), depth + 1, parts.stream().allMatch(WhereClause::isLookup));
    }

    @Override
    public String toString() {
        return this == NOTHING ? "NOTHING" : json == null ? "EVERYTHING" : json.toString();
    }
}
