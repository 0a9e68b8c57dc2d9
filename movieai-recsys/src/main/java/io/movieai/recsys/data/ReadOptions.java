package io.movieai.recsys.data;

import io.movieai.recsys.ByteProgressListener;
import java.util.Objects;

/**
 * How data files are read.
 *
 * @param strict whether the first line that cannot be taken over ends the reading with {@link MalformedDataException};
 *     otherwise such lines are counted and skipped
 * @param maxRating the best rating on the scale of the data, above 0: a rating outside [0, {@code maxRating}] is a bad line
 * @param progress told how far each file is read
 */
public record ReadOptions(boolean strict, double maxRating, ByteProgressListener progress) {
    /** Bad lines are skipped, ratings lie in [0, 5], nobody is told about progress. */
    public static final ReadOptions DEFAULT = new ReadOptions(false, 5, ByteProgressListener.NONE);

    /** @throws IllegalArgumentException if {@code maxRating} is not a finite number above 0 */
    public ReadOptions {
        Objects.requireNonNull(progress, "progress");
        if (!(maxRating > 0 && maxRating < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("maxRating: expected a finite number above 0, found " + maxRating);
        }
    }

    /** Returns these options with that strictness. */
    public ReadOptions withStrict(boolean value) {
        return new ReadOptions(value, maxRating, progress);
    }

    /** Returns these options for data with that best rating, for example 10. */
    public ReadOptions withMaxRating(double value) {
        return new ReadOptions(strict, value, progress);
    }

    /** Returns these options with that listener in place of the present one. */
    public ReadOptions withProgress(ByteProgressListener value) {
        return new ReadOptions(strict, maxRating, value);
    }
}
