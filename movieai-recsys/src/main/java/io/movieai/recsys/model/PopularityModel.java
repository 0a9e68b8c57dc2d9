package io.movieai.recsys.model;

/** Scores an item by how popular it is, the same for everybody. */
public final class PopularityModel implements RecommenderModel {
    private final int userCount;
    private final float[] scores;

    /**
     * Makes a model.
     *
     * @param userCount how many users there are, at least 0
     * @param scores how popular each item is; becomes part of the model
     */
    public PopularityModel(int userCount, float[] scores) {
        this.userCount = userCount;
        this.scores = scores;
    }

    @Override
    public int userCount() {
        return userCount;
    }

    @Override
    public int itemCount() {
        return scores.length;
    }

    /** Returns a copy of the items' scores. */
    public float[] scores() {
        return scores.clone();
    }

    @Override
    public void score(int[] users, int from, int to, float[][] rows) {
        for (int r = 0; r < to - from; r++) {
            System.arraycopy(scores, 0, rows[r], 0, scores.length);
        }
    }
}
