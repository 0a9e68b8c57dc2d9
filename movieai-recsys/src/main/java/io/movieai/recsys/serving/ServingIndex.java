package io.movieai.recsys.serving;

import io.movieai.recommend.CandidateRequest;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.recommend.ScoredItem.Basis;
import io.movieai.recsys.model.FoldInModel;
import io.movieai.recsys.model.Profiles;
import io.movieai.recsys.model.TopItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What requests look up in a model: numbers by identity, and the items in the order of their identities. Immutable. */
final class ServingIndex {
    /** How many liked items explain a proposal at most. */
    private static final int MAX_BECAUSE = 3;
    /** How many of a user's items are looked at for an explanation: evenly spread ones if there are more. */
    private static final int MAX_EXAMINED = 50;

    private final ServedModel model;
    private final Map<String, Integer> users;
    private final Map<String, Integer> items;
    private final ItemId[] ids;
    /** The place of each item in the order of the identities, which decides ties. */
    private final int[] orderOfItem;

    private final int[] itemAtOrder;
    private final float[] popularity;

    ServingIndex(ServedModel model) {
        this.model = model;
        this.users = numbers(model.userIds());
        this.items = numbers(model.itemIds());
        int n = model.itemIds().size();
        ids = new ItemId[n];
        Integer[] order = new Integer[n];
        for (int i = 0; i < n; i++) {
            ids[i] = ItemId.of(model.itemIds().get(i));
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> ids[a].compareTo(ids[b]));
        orderOfItem = new int[n];
        itemAtOrder = new int[n];
        for (int at = 0; at < n; at++) {
            orderOfItem[order[at]] = at;
            itemAtOrder[at] = order[at];
        }
        popularity = new float[model.popularity().size()];
        for (int i = 0; i < popularity.length; i++) {
            popularity[i] = model.popularity().get(i);
        }
    }

    private static Map<String, Integer> numbers(List<String> identities) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int n = 0; n < identities.size(); n++) {
            numbers.put(identities.get(n), n);
        }
        return numbers;
    }

    ServedModel model() {
        return model;
    }

    int itemCount() {
        return ids.length;
    }

    int user(String identity) {
        return users.getOrDefault(identity, -1);
    }

    int item(String identity) {
        return items.getOrDefault(identity, -1);
    }

    /** Returns the numbers of the items that the model knows, each once, in the order given. */
    int[] items(Collection<ItemId> identities) {
        return identities.stream()
                .mapToInt(id -> item(id.value()))
                .filter(number -> number >= 0)
                .distinct()
                .toArray();
    }

    Optional<FoldInModel> foldIn() {
        return model.model() instanceof FoldInModel foldIn ? Optional.of(foldIn) : Optional.empty();
    }

    void copyPopularity(float[] scores) {
        System.arraycopy(popularity, 0, scores, 0, scores.length);
    }

    /**
     * Returns the items that can explain a proposal to a known user: the liked ones of the request, or those met before and rated
     * no worse than the user's mean.
     */
    int[] explanation(int user, int[] liked) {
        if (liked.length > 0) {
            return liked;
        }
        Profiles known = model.known();
        int from = known.start(user);
        int to = known.start(user + 1);
        double sum = 0;
        for (int e = from; e < to; e++) {
            sum += known.weight(e);
        }
        int[] good = new int[to - from];
        int size = 0;
        for (int e = from; e < to; e++) {
            if (known.weight(e) >= (float) (sum / (to - from))) {
                good[size++] = known.item(e);
            }
        }
        int examined = Math.min(size, MAX_EXAMINED);
        int[] explaining = new int[examined];
        for (int n = 0; n < examined; n++) {
            explaining[n] = good[(int) ((long) n * size / examined)];
        }
        return explaining;
    }

    /** Selects the best of the scores, which are overwritten, and explains them by the items given. */
    List<ScoredItem> select(CandidateRequest request, int[] liked, float[] scores, Basis basis, int[] explaining) {
        for (int item : liked) {
            scores[item] = Float.NEGATIVE_INFINITY;
        }
        for (ItemId id : request.exclude()) {
            int item = item(id.value());
            if (item >= 0) {
                scores[item] = Float.NEGATIVE_INFINITY;
            }
        }
        float[] candidates = scores;
        if (!request.candidates().isEmpty()) {
            candidates = new float[scores.length];
            Arrays.fill(candidates, Float.NEGATIVE_INFINITY);
            for (ItemId id : request.candidates()) {
                int item = item(id.value());
                if (item >= 0) {
                    candidates[item] = scores[item];
                }
            }
        }
        TopItems top = new TopItems(Math.min(request.limit(), Math.max(1, candidates.length)));
        top.select(candidates, orderOfItem);
        List<ScoredItem> result = new ArrayList<>(top.size());
        float[] contributions = new float[explaining.length];
        for (int rank = 0; rank < top.size(); rank++) {
            int item = itemAtOrder[top.item(rank)];
            result.add(new ScoredItem(ids[item], top.score(rank), basis, because(item, explaining, contributions)));
        }
        return result;
    }

    private List<ItemId> because(int item, int[] explaining, float[] contributions) {
        Optional<FoldInModel> foldIn = foldIn();
        if (explaining.length == 0 || foldIn.isEmpty()) {
            return List.of();
        }
        foldIn.get().contributions(explaining, item, contributions);
        List<ItemId> because = new ArrayList<>(MAX_BECAUSE);
        for (int round = 0; round < MAX_BECAUSE; round++) {
            int best = -1;
            for (int n = 0; n < explaining.length; n++) {
                if (contributions[n] > 0 && (best < 0 || contributions[n] > contributions[best])) {
                    best = n;
                }
            }
            if (best < 0) {
                break;
            }
            because.add(ids[explaining[best]]);
            contributions[best] = 0;
        }
        return because;
    }
}
