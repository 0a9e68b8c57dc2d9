package io.movieai.retrieval;

import io.movieai.recommend.ItemId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Weighted reciprocal-rank fusion: a film's score is the sum over the sources of {@code weight / (60 + rank)}.
 *
 * <p>Source: G. Cormack, C. Clarke, S. Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank
 * Learning Methods", SIGIR 2009, which also sets the constant to 60. The weights are ours. Not safe for use by several
 * threads.
 */
final class Fusion {
    private static final double K = 60;

    private final Map<Source, List<ItemId>> rankings = new EnumMap<>(Source.class);
    private final Map<Source, Double> weights = new EnumMap<>(Source.class);

    /** A film with what each source contributed. */
    record Fused(ItemId item, double score, List<ScorePart> parts) {}

    /** Adds a source's ranking, best first; a film counts where it stands first. */
    void add(Source source, double weight, List<ItemId> ranking) {
        rankings.put(source, ranking);
        weights.put(source, weight);
    }

    /** Returns all films but the dropped ones, greatest score first, ties in the order of the ids. */
    List<Fused> fuse(Set<ItemId> dropped) {
        Map<ItemId, List<ScorePart>> parts = new HashMap<>();
        rankings.forEach((source, ranking) -> {
            double weight = weights.getOrDefault(source, 0.0);
            int rank = 0;
            Map<ItemId, ScorePart> seen = new LinkedHashMap<>();
            for (ItemId item : ranking) {
                if (!dropped.contains(item) && !seen.containsKey(item)) {
                    rank++;
                    seen.put(item, new ScorePart(source, rank, weight / (K + rank)));
                }
            }
            seen.forEach((item, part) ->
                    parts.computeIfAbsent(item, key -> new ArrayList<>()).add(part));
        });
        List<Fused> fused = new ArrayList<>(parts.size());
        parts.forEach((item, list) -> {
            list.sort(Comparator.comparingDouble(ScorePart::contribution).reversed());
            fused.add(new Fused(
                    item, list.stream().mapToDouble(ScorePart::contribution).sum(), List.copyOf(list)));
        });
        fused.sort(Comparator.comparingDouble(Fused::score).reversed().thenComparing(Fused::item));
        return fused;
    }
}
