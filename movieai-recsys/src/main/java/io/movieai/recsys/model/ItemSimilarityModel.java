package io.movieai.recsys.model;

import java.util.Arrays;
import java.util.Objects;

/**
 * Scores an item by its similarity to what the user has met: {@code score(u, i) = Σ_j weight(u, j) · similarity(j, i)}, with a
 * dense matrix of similarities. EASE is such a model.
 */
public final class ItemSimilarityModel implements FoldInModel {
    private final Profiles profiles;
    private final float[][] similarity;

    /**
     * Makes a model.
     *
     * @param profiles what the users have met
     * @param similarity {@code similarity[j][i]}, square; becomes part of the model
     * @throws IllegalArgumentException if the matrix is not square
     */
    public ItemSimilarityModel(Profiles profiles, float[][] similarity) {
        this.profiles = Objects.requireNonNull(profiles, "profiles");
        this.similarity = similarity;
        for (float[] row : similarity) {
            if (row.length != similarity.length) {
                throw new IllegalArgumentException("similarity: expected a square matrix of " + similarity.length
                        + " rows, found a row of " + row.length);
            }
        }
    }

    @Override
    public int userCount() {
        return profiles.userCount();
    }

    @Override
    public int itemCount() {
        return similarity.length;
    }

    /** Returns what the users have met. */
    public Profiles profiles() {
        return profiles;
    }

    /** Returns the similarity of a liked item to another one. */
    public float similarity(int liked, int item) {
        return similarity[liked][item];
    }

    @Override
    public void score(int[] users, int from, int to, float[][] scores) {
        int n = itemCount();
        for (int r = 0; r < to - from; r++) {
            float[] y = scores[r];
            Arrays.fill(y, 0, n, 0);
            int e = profiles.start(users[from + r]);
            int end = profiles.start(users[from + r] + 1);
            for (; e + 3 < end; e += 4) {
                Vectors.addScaled4(
                        y,
                        profiles.weight(e),
                        similarity[profiles.item(e)],
                        profiles.weight(e + 1),
                        similarity[profiles.item(e + 1)],
                        profiles.weight(e + 2),
                        similarity[profiles.item(e + 2)],
                        profiles.weight(e + 3),
                        similarity[profiles.item(e + 3)],
                        0,
                        n);
            }
            for (; e < end; e++) {
                Vectors.addScaled(y, profiles.weight(e), similarity[profiles.item(e)], 0, n);
            }
        }
    }

    @Override
    public void scoreLiked(int[] liked, float[] scores) {
        Arrays.fill(scores, 0, itemCount(), 0);
        for (int j : liked) {
            Vectors.add(scores, similarity[j], itemCount());
        }
    }

    @Override
    public void contributions(int[] liked, int item, float[] contributions) {
        for (int j = 0; j < liked.length; j++) {
            contributions[j] = similarity[liked[j]][item];
        }
    }
}
