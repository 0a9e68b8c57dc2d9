package io.movieai.testkit;

import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.CandidateRequest;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.recommend.ScoredItem.Basis;
import io.movieai.recommend.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Proposes what was rated together with what somebody likes: a small recommender that keeps every promise of the port. */
class NeighbourRecommender implements CandidateRecommender {
    private final Map<UserId, List<ItemId>> rated;
    private final Map<ItemId, Map<ItemId, Integer>> together = new HashMap<>();
    private final Map<ItemId, Integer> popularity = new HashMap<>();
    private volatile boolean closed;

    NeighbourRecommender(Map<UserId, List<ItemId>> rated) {
        this.rated = Map.copyOf(rated);
        for (List<ItemId> items : rated.values()) {
            for (ItemId item : items) {
                popularity.merge(item, 1, Integer::sum);
                for (ItemId other : items) {
                    together.computeIfAbsent(item, key -> new HashMap<>()).merge(other, 1, Integer::sum);
                }
            }
        }
    }

    @Override
    public List<ScoredItem> recommend(CandidateRequest request) {
        if (closed) {
            throw new IllegalStateException("the recommender is closed");
        }
        List<ItemId> history =
                request.user().map(user -> rated.getOrDefault(user, List.of())).orElse(List.of());
        List<ItemId> liked =
                request.liked().stream().filter(popularity::containsKey).toList();
        List<ItemId> seeds = history.isEmpty() ? liked : history;
        Basis basis = seeds.isEmpty() ? Basis.POPULARITY : history.isEmpty() ? Basis.LIKED_ITEMS : Basis.USER;
        Set<ItemId> items = new TreeSet<>(popularity.keySet());
        if (!request.candidates().isEmpty()) {
            items.retainAll(request.candidates());
        }
        items.removeAll(request.exclude());
        items.removeAll(new HashSet<>(request.liked()));
        items.removeAll(new HashSet<>(history));
        List<ScoredItem> answer = new ArrayList<>();
        for (ItemId item : items) {
            Map<ItemId, Integer> beside = together.getOrDefault(item, Map.of());
            int score = basis == Basis.POPULARITY
                    ? popularity.getOrDefault(item, 0)
                    : seeds.stream()
                            .mapToInt(seed -> beside.getOrDefault(seed, 0))
                            .sum();
            List<ItemId> because = seeds.stream()
                    .distinct()
                    .filter(beside::containsKey)
                    .limit(2)
                    .toList();
            answer.add(new ScoredItem(item, score, basis, because));
        }
        answer.sort(Comparator.comparingDouble(ScoredItem::score).reversed());
        return List.copyOf(answer.subList(0, Math.min(request.limit(), answer.size())));
    }

    @Override
    public void close() {
        closed = true;
    }
}
