package io.movieai.recsys.serving;

import io.movieai.recsys.data.TokenIndex;
import io.movieai.recsys.dataset.Interactions;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.model.Profiles;
import io.movieai.recsys.model.RecommenderModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model with all that serving needs: the identities behind the numbers, what each user has met, how popular each item is, and
 * where it all comes from. Immutable and safe for use by several threads.
 *
 * @param model scores users and items by number
 * @param userIds the identity of each user, without repetition
 * @param itemIds the identity of each item, without repetition
 * @param known what each user has met, which is not proposed again; the weight of an entry is its rating, which decides what
 *     can be called liked, or 1
 * @param popularity how popular each item is, greater is more; empty if that is not known
 * @param provenance what the model was learnt from and how, as texts by name, for example {@code data}, {@code split}, {@code
 *     seed}
 */
public record ServedModel(
        RecommenderModel model,
        List<String> userIds,
        List<String> itemIds,
        Profiles known,
        List<Float> popularity,
        Map<String, String> provenance) {
    /** @throws IllegalArgumentException if numbers of users or items do not agree, or an identity is blank or repeats */
    public ServedModel {
        Objects.requireNonNull(model, "model");
        userIds = List.copyOf(userIds);
        itemIds = List.copyOf(itemIds);
        popularity = List.copyOf(popularity);
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        requireIds("users", userIds, model.userCount());
        requireIds("items", itemIds, model.itemCount());
        if (known.userCount() != userIds.size()) {
            throw new IllegalArgumentException(
                    "known: expected profiles of " + userIds.size() + " users, found " + known.userCount());
        }
        if (!popularity.isEmpty() && popularity.size() != itemIds.size()) {
            throw new IllegalArgumentException(
                    "popularity: expected none or " + itemIds.size() + " numbers, found " + popularity.size());
        }
    }

    private static void requireIds(String what, List<String> ids, int count) {
        if (ids.size() != count) {
            throw new IllegalArgumentException(what + ": expected " + count + " identities, found " + ids.size());
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int n = 0; n < count; n++) {
            Integer before = seen.put(ids.get(n), n);
            if (ids.get(n).isBlank() || before != null) {
                throw new IllegalArgumentException(what + ": expected different identities that are not blank, found \""
                        + ids.get(n) + "\" at " + n + (before == null ? "" : " and " + before));
            }
        }
    }

    /**
     * Returns a model that was learnt from the training set of a split, to be served for its users: nothing of the training set
     * is proposed again.
     */
    public static ServedModel of(RecommenderModel model, Split split, Map<String, String> provenance) {
        Profiles known = Profiles.ofRatings(split.train().toMatrix());
        List<String> users = new ArrayList<>();
        for (int u = 0; u < split.userCount(); u++) {
            users.add(split.train().users().token(u));
        }
        List<String> items = new ArrayList<>();
        List<Float> popularity = new ArrayList<>();
        int[] counts = known.itemCounts(split.itemCount());
        for (int i = 0; i < split.itemCount(); i++) {
            items.add(split.train().items().token(i));
            popularity.add((float) counts[i]);
        }
        return new ServedModel(model, users, items, known, popularity, provenance);
    }

    /**
     * Returns the model in the numbering of other indexes, so that it can be evaluated on a split of the same data. A user that
     * it does not know gets what is popular; an item that it does not know has a score of negative infinity, so that it is
     * never listed.
     *
     * @param users the users wanted, by number
     * @param items the items wanted, by number
     */
    public RecommenderModel alignedTo(TokenIndex users, TokenIndex items) {
        return AlignedModel.of(this, users, items);
    }

    /** Returns how many of these interactions the model's users are known to have met: those of a test set should be none. */
    public int countKnown(Interactions interactions) {
        int[] userOf = AlignedModel.numbers(interactions.users(), userIds);
        int[] itemOf = AlignedModel.numbers(interactions.items(), itemIds);
        int count = 0;
        for (int row = 0; row < interactions.size(); row++) {
            int user = userOf[interactions.user(row)];
            int item = itemOf[interactions.item(row)];
            if (user >= 0 && item >= 0 && known.contains(user, item)) {
                count++;
            }
        }
        return count;
    }
}
