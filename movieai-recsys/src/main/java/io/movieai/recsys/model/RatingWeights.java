package io.movieai.recsys.model;

/**
 * How much an interaction counts, by its rating on MovieLens' scale from 1 to 5: {@code low} up to 2.5, {@code middle} below 4,
 * {@code high} from 4.
 *
 * @param low the weight of a bad rating, above 0
 * @param middle the weight of a middling rating, above 0
 * @param high the weight of a good rating, above 0
 */
public record RatingWeights(float low, float middle, float high) {
    /** Every interaction counts 1, whatever its rating. */
    public static final RatingWeights NONE = new RatingWeights(1, 1, 1);

    /** @throws IllegalArgumentException if a weight is not a finite number above 0 */
    public RatingWeights {
        if (!(low > 0 && middle > 0 && high > 0 && Float.isFinite(low + middle + high))) {
            throw new IllegalArgumentException(
                    "rating weights: expected finite numbers above 0, found " + low + ", " + middle + " and " + high);
        }
    }

    /** Returns the weight of an interaction with that rating. */
    public float weight(float rating) {
        if (rating >= 4) {
            return high;
        }
        return rating <= 2.5f ? low : middle;
    }
}
