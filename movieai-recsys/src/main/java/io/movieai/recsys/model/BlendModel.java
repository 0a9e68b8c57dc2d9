package io.movieai.recsys.model;

import java.util.Arrays;
import java.util.List;

/**
 * A weighted sum of the scores of several models. The weights hold whatever brings the parts to one scale, the same for every
 * user, so that a blend of linear models is linear: contributions of liked items add up as in its parts.
 */
public final class BlendModel implements FoldInModel {
    private final List<FoldInModel> parts;
    private final float[] weights;

    /**
     * Makes a model.
     *
     * @param parts at least one, of the same numbers of users and items
     * @param weights one for each part
     * @throws IllegalArgumentException if there are no parts, they differ in size, or there is not one finite weight for each
     */
    public BlendModel(List<FoldInModel> parts, float[] weights) {
        this.parts = List.copyOf(parts);
        this.weights = weights.clone();
        if (parts.isEmpty() || parts.size() != weights.length) {
            throw new IllegalArgumentException("blend: expected at least one part and a weight for each, found "
                    + parts.size() + " parts and " + weights.length + " weights");
        }
        for (int p = 0; p < weights.length; p++) {
            if (!Float.isFinite(weights[p])
                    || parts.get(p).userCount() != userCount()
                    || parts.get(p).itemCount() != itemCount()) {
                throw new IllegalArgumentException("blend: expected finite weights and parts of " + userCount()
                        + " users and " + itemCount() + " items, found weight " + weights[p] + " of a part with "
                        + parts.get(p).userCount() + " and " + parts.get(p).itemCount());
            }
        }
    }

    /** Returns the parts. */
    public List<FoldInModel> parts() {
        return parts;
    }

    /** Returns a copy of the weights. */
    public float[] weights() {
        return weights.clone();
    }

    @Override
    public int userCount() {
        return parts.get(0).userCount();
    }

    @Override
    public int itemCount() {
        return parts.get(0).itemCount();
    }

    @Override
    public void score(int[] users, int from, int to, float[][] scores) {
        float[][] part = new float[to - from][itemCount()];
        for (int r = 0; r < to - from; r++) {
            Arrays.fill(scores[r], 0, itemCount(), 0);
        }
        for (int p = 0; p < weights.length; p++) {
            parts.get(p).score(users, from, to, part);
            for (int r = 0; r < to - from; r++) {
                Vectors.addScaled(scores[r], weights[p], part[r], 0, itemCount());
            }
        }
    }

    @Override
    public void scoreLiked(int[] liked, float[] scores) {
        float[] part = new float[itemCount()];
        Arrays.fill(scores, 0, itemCount(), 0);
        for (int p = 0; p < weights.length; p++) {
            parts.get(p).scoreLiked(liked, part);
            Vectors.addScaled(scores, weights[p], part, 0, itemCount());
        }
    }

    @Override
    public void contributions(int[] liked, int item, float[] contributions) {
        float[] part = new float[liked.length];
        Arrays.fill(contributions, 0, liked.length, 0);
        for (int p = 0; p < weights.length; p++) {
            parts.get(p).contributions(liked, item, part);
            Vectors.addScaled(contributions, weights[p], part, 0, liked.length);
        }
    }
}
