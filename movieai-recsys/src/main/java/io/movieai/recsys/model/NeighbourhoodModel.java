package io.movieai.recsys.model;

import java.util.Arrays;

/**
 * Scores an item by its nearest neighbours among what the user has met: {@code score(u, i) = Σ_j weight(u, j) · similarity(j,
 * i)} over those {@code j} that are neighbours of {@code i}. Sparse, so it grows with items times neighbours.
 */
public final class NeighbourhoodModel implements FoldInModel {
    private final Profiles profiles;
    private final Profiles similarity;

    /**
     * Makes a model.
     *
     * @param profiles what the users have met
     * @param similarity row {@code j} holds the items that {@code j} is a neighbour of, with the similarity as weight
     */
    public NeighbourhoodModel(Profiles profiles, Profiles similarity) {
        this.profiles = profiles;
        this.similarity = similarity;
    }

    /** Makes a model from the neighbours of each item and their similarities. */
    static NeighbourhoodModel of(Profiles profiles, int[][] neighbours, float[][] similarities) {
        int items = neighbours.length;
        int[] start = new int[items + 1];
        for (int[] row : neighbours) {
            for (int j : row) {
                start[j + 1]++;
            }
        }
        for (int j = 0; j < items; j++) {
            start[j + 1] += start[j];
        }
        int[] next = start.clone();
        int[] item = new int[start[items]];
        float[] weight = new float[item.length];
        for (int i = 0; i < items; i++) {
            for (int n = 0; n < neighbours[i].length; n++) {
                int at = next[neighbours[i][n]]++;
                item[at] = i;
                weight[at] = similarities[i][n];
            }
        }
        return new NeighbourhoodModel(profiles, Profiles.of(start, item, weight, items));
    }

    /** Returns what the users have met. */
    public Profiles profiles() {
        return profiles;
    }

    /** Returns the similarities: row {@code j} holds the items that {@code j} is a neighbour of. */
    public Profiles similarity() {
        return similarity;
    }

    @Override
    public int userCount() {
        return profiles.userCount();
    }

    @Override
    public int itemCount() {
        return similarity.userCount();
    }

    @Override
    public void score(int[] users, int from, int to, float[][] scores) {
        for (int r = 0; r < to - from; r++) {
            Arrays.fill(scores[r], 0, itemCount(), 0);
            int user = users[from + r];
            for (int e = profiles.start(user); e < profiles.start(user + 1); e++) {
                add(profiles.item(e), profiles.weight(e), scores[r]);
            }
        }
    }

    @Override
    public void scoreLiked(int[] liked, float[] scores) {
        Arrays.fill(scores, 0, itemCount(), 0);
        for (int j : liked) {
            add(j, 1, scores);
        }
    }

    private void add(int j, float weight, float[] scores) {
        for (int e = similarity.start(j); e < similarity.start(j + 1); e++) {
            scores[similarity.item(e)] += weight * similarity.weight(e);
        }
    }

    @Override
    public void contributions(int[] liked, int item, float[] contributions) {
        for (int n = 0; n < liked.length; n++) {
            contributions[n] = 0;
            for (int e = similarity.start(liked[n]); e < similarity.start(liked[n] + 1); e++) {
                if (similarity.item(e) == item) {
                    contributions[n] = similarity.weight(e);
                }
            }
        }
    }
}
