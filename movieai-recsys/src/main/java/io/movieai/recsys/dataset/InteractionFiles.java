package io.movieai.recsys.dataset;

import io.movieai.recsys.data.MalformedDataException;
import io.movieai.recsys.data.RatingsReader;
import io.movieai.recsys.data.ReadOptions;
import io.movieai.recsys.data.TokenIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Loads interactions from the formats that {@link RatingsReader} reads. Bad lines are an error unless the options say
 * otherwise: a figure must not rest on a part of the data. Immutable and safe for use by several threads.
 */
public final class InteractionFiles {
    private final RatingsReader reader;
    private final DuplicatePolicy duplicates;
    private final InteractionFilter filter;

    /**
     * Makes a loader.
     *
     * @param options how files are read; strict is recommended
     * @param duplicates what becomes of repeated pairs of user and item
     * @param filter which interactions count
     */
    public InteractionFiles(ReadOptions options, DuplicatePolicy duplicates, InteractionFilter filter) {
        this.reader = new RatingsReader(options);
        this.duplicates = Objects.requireNonNull(duplicates, "duplicates");
        this.filter = Objects.requireNonNull(filter, "filter");
    }

    /** Makes a loader that is strict, rejects repeated pairs and keeps everything. */
    public InteractionFiles() {
        this(ReadOptions.DEFAULT.withStrict(true), DuplicatePolicy.REJECT, InteractionFilter.NONE);
    }

    /**
     * Loads the interactions of a file, or of the data set in a folder.
     *
     * @throws MalformedDataException if the data cannot be understood
     * @throws IllegalArgumentException if pairs repeat and that is rejected
     * @throws IOException if a file is missing or cannot be read
     */
    public Interactions load(Path path) throws IOException {
        return filter.apply(load(path, new TokenIndex(), new TokenIndex()));
    }

    /**
     * Loads sets that were divided beforehand: {@code NAME.train.inter}, {@code NAME.valid.inter} and so on in one folder. The
     * filter is applied to each part by itself.
     *
     * @param folder where the files are; {@code NAME} is found out
     * @param parts RecBole's {@code benchmark_filename}: the words for train, valid and test in this order
     * @throws MalformedDataException if the data cannot be understood
     * @throws IllegalArgumentException if there are not three parts, or an interaction occurs in two of them
     * @throws IOException if a file is missing or cannot be read
     */
    public Split loadBenchmark(Path folder, List<String> parts) throws IOException {
        if (parts.size() != 3) {
            throw new IllegalArgumentException("benchmark: expected three parts (train, valid, test), found " + parts);
        }
        TokenIndex users = new TokenIndex();
        TokenIndex items = new TokenIndex();
        List<Interactions> sets = new ArrayList<>();
        for (String part : parts) {
            sets.add(load(find(folder, part), users, items));
        }
        requireDisjoint(sets, parts);
        return new Split(filter.apply(sets.get(0)), filter.apply(sets.get(1)), filter.apply(sets.get(2)));
    }

    private Interactions load(Path path, TokenIndex users, TokenIndex items) throws IOException {
        Interactions.Builder builder = Interactions.builder(users, items);
        reader.read(path, users, items, builder::add);
        return builder.build(duplicates);
    }

    private static Path find(Path folder, String part) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().endsWith("." + part + ".inter"))
                    .sorted()
                    .toList();
            if (found.size() != 1) {
                throw new NoSuchFileException(
                        folder.toString(), null, "expected one file *." + part + ".inter, found " + found.size());
            }
            return found.get(0);
        }
    }

    private static void requireDisjoint(List<Interactions> sets, List<String> parts) {
        for (int a = 0; a < sets.size(); a++) {
            InteractionMatrix known = sets.get(a).toMatrix();
            for (int b = a + 1; b < sets.size(); b++) {
                Interactions other = sets.get(b);
                for (int row = 0; row < other.size(); row++) {
                    if (other.user(row) < known.rowCount() && known.contains(other.user(row), other.item(row))) {
                        throw new IllegalArgumentException(
                                "benchmark: expected parts without a common interaction, found user "
                                        + other.users().token(other.user(row)) + " with item "
                                        + other.items().token(other.item(row)) + " in " + parts.get(a) + " and "
                                        + parts.get(b));
                    }
                }
            }
        }
    }
}
