package io.movieai.generation;

/**
 * What a generation cost.
 *
 * @param promptTokens tokens that the model read, at least 0
 * @param completionTokens tokens that the model wrote, at least 0
 */
public record TokenUsage(long promptTokens, long completionTokens) {
    /** No tokens: no language model was asked, or it did not say. */
    public static final TokenUsage NONE = new TokenUsage(0, 0);

    /** @throws IllegalArgumentException if a count is negative */
    public TokenUsage {
        if (promptTokens < 0 || completionTokens < 0) {
            throw new IllegalArgumentException(
                    "tokens: expected at least 0, found " + promptTokens + " and " + completionTokens);
        }
    }
}
