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
 */
final class WhereClause {
    /** Fulfilled by every record. */
    static final WhereClause EVERYTHING = new WhereClause(null, 0, 0);

    /** Fulfilled by no record. */
    static final WhereClause NOTHING = new WhereClause(null, 0, 0);

    /** Most conditions in one clause; a server makes one SQL expression of it, at most 1,000 deep. */
    private static final int MOST_CONDITIONS = 200;

    /** Deepest nesting; servers parse JSON to a depth of about 100. */
    private static final int DEEPEST = 16;

    /** Most texts of one {@link Filter.In}. */
    private static final int MOST_TEXTS = 90;

    /** From here on a real has no room for every integer. */
    private static final double EXACT_INTEGERS = 0x1p53;

    /** Least distance between reals at the greatest integers, and more than rounding moves one. */
    private static final long INTEGER_ROUNDING = 1 << 11;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final @Nullable ObjectNode json;
    private final int conditions;
    private final int depth;

    private WhereClause(@Nullable ObjectNode json, int conditions, int depth) {
        this.json = json;
        this.conditions = conditions;
        this.depth = depth;
    }

    /**
     * Returns the narrowest clause that is known to hold whenever the filter does.
     *
     * @param negates whether the server finds records without the key by {@code $ne} and {@code $nin}
     */
    static WhereClause of(Filter filter, boolean negates) {
        return when(filter, true, negates);
    }

    /** Returns the clause as JSON, or null for {@link #EVERYTHING}. */
    @Nullable
    JsonNode json() {
        return json;
    }

    /** Returns a clause for the records that fulfil the filter, or for those that do not. */
    private static WhereClause when(Filter filter, boolean fulfilled, boolean negates) {
        Function<Filter, WhereClause> inner = part -> when(part, fulfilled, negates);
        if (filter instanceof Filter.Not not) {
            return when(not.filter(), !fulfilled, negates);
        } else if (filter instanceof Filter.All all) {
            Stream<WhereClause> parts = all.filters().stream().map(inner);
            return fulfilled ? and(parts) : or(parts);
        } else if (filter instanceof Filter.Any any) {
            Stream<WhereClause> parts = any.filters().stream().map(inner);
            return fulfilled ? or(parts) : and(parts);
        } else if (filter instanceof Filter.Equal equal) {
            return equal.value() instanceof String text
                    ? in(equal.name(), List.of(text), fulfilled, negates)
                    : equal(equal.name(), equal.value(), fulfilled, negates);
        } else if (filter instanceof Filter.In in) {
            return in(in.name(), in.values(), fulfilled, negates);
        } else if (filter instanceof Filter.Between between) {
            return fulfilled ? between(between) : EVERYTHING;
        }
        throw new AssertionError(filter);
    }

    private static WhereClause equal(String name, Object value, boolean fulfilled, boolean negates) {
        if (!isIndexed(name)) {
            return EVERYTHING;
        }
        if (value instanceof Boolean flag) {
            return fulfilled || negates
                    ? condition(name, fulfilled ? "$eq" : "$ne", NODES.booleanNode(flag))
                    : EVERYTHING;
        }
        // A server from 1.0 on takes the real 1.0 for the integer 1, so an integer's $ne would leave out too many.
        return fulfilled ? condition(name, "$eq", NODES.numberNode((Long) value)) : EVERYTHING;
    }

    private static WhereClause in(String name, List<String> texts, boolean fulfilled, boolean negates) {
        if (texts.isEmpty()) {
            return fulfilled ? NOTHING : EVERYTHING;
        }
        boolean decidable =
                isIndexed(name) && texts.size() <= MOST_TEXTS && texts.stream().allMatch(AttributeCodec::isIndexedText);
        if (!decidable || (!fulfilled && !negates)) {
            return EVERYTHING;
        }
        ArrayNode values = NODES.arrayNode();
        texts.forEach(values::add);
        if (fulfilled) {
            return or(Stream.concat(Stream.of(condition(name, "$in", values)), flags(name, texts, "$eq")));
        }
        // A key like genres:War of a record that something else wrote is no list.
        WhereClause notOurs = condition(AttributeCodec.FORMAT, "$ne", NODES.numberNode(AttributeCodec.FORMAT_VERSION));
        WhereClause noFlag = and(flags(name, texts, "$ne"));
        return and(Stream.of(condition(name, "$nin", values), or(Stream.of(notOurs, noFlag))));
    }

    private static Stream<WhereClause> flags(String name, List<String> texts, String operator) {
        return texts.stream()
                .distinct()
                .map(text -> condition(AttributeCodec.listKey(name, text), operator, NODES.booleanNode(true)));
    }

    /** A server compares integers with integers and reals with reals; some compare both. */
    private static WhereClause between(Filter.Between filter) {
        String name = filter.name();
        double least = filter.least();
        double greatest = filter.greatest();
        if (least == Double.POSITIVE_INFINITY || greatest == Double.NEGATIVE_INFINITY) {
            return NOTHING;
        }
        if (!isIndexed(name)) {
            return EVERYTHING;
        }
        // One unit wider, for servers that read a real to within that.
        double low = Math.max(Math.nextDown(least), -Double.MAX_VALUE);
        double high = Math.min(Math.nextUp(greatest), Double.MAX_VALUE);
        WhereClause reals = and(Stream.of(
                condition(name, "$gte", NODES.numberNode(low)), condition(name, "$lte", NODES.numberNode(high))));
        long first = (long) Math.ceil(least);
        long last = (long) Math.floor(greatest);
        if (Math.abs(least) >= EXACT_INTEGERS) {
            first = first < Long.MIN_VALUE + INTEGER_ROUNDING ? Long.MIN_VALUE : first - INTEGER_ROUNDING;
        }
        if (Math.abs(greatest) >= EXACT_INTEGERS) {
            last = last > Long.MAX_VALUE - INTEGER_ROUNDING ? Long.MAX_VALUE : last + INTEGER_ROUNDING;
        }
        if (first > last) {
            return reals;
        }
        WhereClause integers = and(Stream.of(
                condition(name, "$gte", NODES.numberNode(first)), condition(name, "$lte", NODES.numberNode(last))));
        return or(Stream.of(integers, reals));
    }

    private static boolean isIndexed(String name) {
        return !name.isEmpty() && AttributeCodec.isIndexedName(name);
    }

    private static WhereClause condition(String key, String operator, JsonNode value) {
        ObjectNode comparison = NODES.objectNode();
        comparison.set(operator, value);
        ObjectNode json = NODES.objectNode();
        json.set(key, comparison);
        return new WhereClause(json, 1, 1);
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
        return new WhereClause(json, conditions(parts), depth + 1);
    }

    @Override
    public String toString() {
        return this == NOTHING ? "NOTHING" : json == null ? "EVERYTHING" : json.toString();
    }
}
