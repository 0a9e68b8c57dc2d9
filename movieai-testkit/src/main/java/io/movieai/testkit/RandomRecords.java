package io.movieai.testkit;

import io.movieai.embedding.Embedding;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Vectors, attributes and filters drawn from a seeded generator. */
final class RandomRecords {
    private static final List<String> TEXTS =
            List.of("Drama", "drama", "科幻", "", " ", "🎬", "1994", "true", "O'Brien", "a\"b", "é", "e\u0301");
    private static final List<Long> INTEGERS = List.of(
            0L,
            1L,
            -1L,
            1994L,
            1L << 53,
            (1L << 53) + 1,
            -(1L << 53) - 1,
            Long.MAX_VALUE,
            Long.MAX_VALUE - 1,
            Long.MIN_VALUE,
            Long.MIN_VALUE + 1);
    private static final List<Double> REALS = List.of(
            0.0,
            -0.0,
            1.0,
            1994.0,
            3.7,
            -3.7,
            1e-300,
            -1e-300,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            0.1 + 0.2,
            0x1p53,
            0x1p63);
    /** Few names and many types, so that a name holds different types in different records. */
    private static final List<String> NAMES = List.of("genre", "year", "seen", "评分", "a.b");

    private final Random random;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    /** Returns a vector of random direction. */
    Embedding embedding(int dimension) {
        float[] components = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            components[i] = (float) random.nextGaussian();
        }
        return Embedding.normalized(components);
    }

    /** Returns records {@code prefix0, prefix1, …} with random vectors and attributes. */
    List<VectorRecord> records(String prefix, int count, int dimension) {
        List<VectorRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(new VectorRecord(
                    prefix + i, embedding(dimension), "document " + prefix + i, attributes(), "version " + i));
        }
        return records;
    }

    /** Returns up to five attributes. */
    Attributes attributes() {
        Attributes.Builder builder = Attributes.builder();
        for (String name : NAMES) {
            switch (random.nextInt(7)) {
                case 0 -> builder.put(name, one(TEXTS));
                case 1 -> builder.put(name, one(INTEGERS));
                case 2 -> builder.put(name, one(REALS));
                case 3 -> builder.put(name, random.nextBoolean());
                case 4 -> builder.put(name, some(TEXTS, 3));
                default -> {
                    // Absent, more often than any one type.
                }
            }
        }
        return builder.build();
    }

    /** Returns a filter tree of at most that depth. */
    Filter filter(int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            return switch (random.nextInt(3)) {
                case 0 -> new Filter.All(filters(depth - 1));
                case 1 -> new Filter.Any(filters(depth - 1));
                default -> Filter.not(filter(depth - 1));
            };
        }
        String name = random.nextInt(20) == 0 ? "unheard of" : one(NAMES);
        return switch (random.nextInt(5)) {
            case 0 -> Filter.equal(name, one(TEXTS));
            case 1 -> Filter.equal(name, one(INTEGERS));
            case 2 -> Filter.equal(name, random.nextBoolean());
            case 3 -> Filter.in(name, some(TEXTS, 4));
            default -> between(name);
        };
    }

    private Filter between(String name) {
        double one = bound();
        double other = bound();
        return Filter.between(name, Math.min(one, other), Math.max(one, other));
    }

    private double bound() {
        return switch (random.nextInt(4)) {
            case 0 -> Double.NEGATIVE_INFINITY;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> one(REALS);
            default -> one(INTEGERS);
        };
    }

    private List<Filter> filters(int depth) {
        List<Filter> filters = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            filters.add(filter(depth));
        }
        return filters;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> List<T> some(List<T> values, int most) {
        List<T> some = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            some.add(one(values));
        }
        return some;
    }
}
