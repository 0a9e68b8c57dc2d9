package io.movieai.recsys.serving;

import io.movieai.recsys.data.TokenIndex;
import io.movieai.recsys.model.RecommenderModel;
import java.util.Arrays;
import java.util.List;

/** A model behind other numbers of users and items. */
final class AlignedModel implements RecommenderModel {
    private final ServedModel served;
    /** The model's number of each user, or -1. */
    private final int[] userOf;
    /** The model's number of each item, or -1. */
    private final int[] itemOf;

    private AlignedModel(ServedModel served, int[] userOf, int[] itemOf) {
        this.served = served;
        this.userOf = userOf;
        this.itemOf = itemOf;
    }

    static AlignedModel of(ServedModel served, TokenIndex users, TokenIndex items) {
        return new AlignedModel(served, numbers(users, served.userIds()), numbers(items, served.itemIds()));
    }

    /** Returns for each token of the index its place in the list, or -1. */
    static int[] numbers(TokenIndex index, List<String> tokens) {
        int[] numbers = new int[index.size()];
        Arrays.fill(numbers, -1);
        for (int n = 0; n < tokens.size(); n++) {
            int at = index.find(tokens.get(n));
            if (at >= 0) {
                numbers[at] = n;
            }
        }
        return numbers;
    }

    @Override
    public int userCount() {
        return userOf.length;
    }

    @Override
    public int itemCount() {
        return itemOf.length;
    }

    @Override
    public void score(int[] users, int from, int to, float[][] scores) {
        int[] wanted = new int[to - from];
        int known = 0;
        for (int at = from; at < to; at++) {
            if (userOf[users[at]] >= 0) {
                wanted[known++] = userOf[users[at]];
            }
        }
        float[][] own = new float[known][served.itemIds().size()];
        served.model().score(wanted, 0, known, own);
        int next = 0;
        for (int at = from; at < to; at++) {
            float[] row = scores[at - from];
            if (userOf[users[at]] >= 0) {
                float[] source = own[next++];
                for (int i = 0; i < itemOf.length; i++) {
                    row[i] = itemOf[i] < 0 ? Float.NEGATIVE_INFINITY : source[itemOf[i]];
                }
            } else {
                for (int i = 0; i < itemOf.length; i++) {
                    row[i] = itemOf[i] < 0 || served.popularity().isEmpty()
                            ? Float.NEGATIVE_INFINITY
                            : served.popularity().get(itemOf[i]);
                }
            }
        }
    }
}
