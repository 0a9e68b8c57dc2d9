package io.movieai;

import io.movieai.recommend.ItemId;
import io.movieai.recommend.UserId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A request for films. Immutable.
 *
 * @param query what the person wrote: not blank, at most {@value #MAX_QUERY_LENGTH} UTF-16 units
 * @param topK the greatest number of films wanted: 1 to 100; empty for the number that the query names if it is more than one,
 *     else {@value #DEFAULT_TOP_K}
 * @param user who asks, if known
 * @param liked films that the person likes, most recent last
 * @param exclude films that must not be in the answer, for example because they were seen
 * @param diversity how much films unlike each other are preferred to the best fitting ones, in [0, 1]; 0, the default, for
 *     not at all
 * @param temperature sampling temperature of the language model, in [0, 2]; empty for the generator's own
 * @param maxTokens greatest number of tokens that the language model may write, at least 1; empty for the generator's own
 * @param timeout how long the language model is waited for, counted from the request's beginning, over all attempts and what is
 *     done instead of them: above 0 and at most {@link #MAX_TIMEOUT}; empty for no limit. Embedder and stores are bounded by
 *     their own limits, and what they take is no longer there for the model
 */
public record RecommendRequest(
        String query,
        OptionalInt topK,
        Optional<UserId> user,
        List<ItemId> liked,
        Set<ItemId> exclude,
        double diversity,
        OptionalDouble temperature,
        OptionalInt maxTokens,
        Optional<Duration> timeout) {
    /** The number of films when neither the request nor its text says how many. */
    public static final int DEFAULT_TOP_K = 5;

    /** The greatest number of films that can be asked for. */
    public static final int MAX_TOP_K = 100;

    /** The greatest length of a query, in UTF-16 units. */
    public static final int MAX_QUERY_LENGTH = 10_000;

    /** The longest time limit that can be set. */
    public static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    /**
     * @throws NullPointerException if a component is null
     * @throws IllegalArgumentException if the query is blank or too long, or a number is outside its range
     */
    public RecommendRequest {
        checkQuery(query);
        topK.ifPresent(RecommendRequest::checkTopK);
        Objects.requireNonNull(user, "user");
        liked = List.copyOf(liked);
        exclude = Set.copyOf(exclude);
        checkDiversity(diversity);
        temperature.ifPresent(RecommendRequest::checkTemperature);
        maxTokens.ifPresent(RecommendRequest::checkMaxTokens);
        timeout.ifPresent(RecommendRequest::checkTimeout);
    }

    private static void checkQuery(String query) {
        Objects.requireNonNull(query, "query");
        if (query.isBlank()) {
            throw new IllegalArgumentException(
                    "query: expected what to look for, for example 推荐一部科幻电影, found a blank text");
        }
        if (query.length() > MAX_QUERY_LENGTH) {
            throw new IllegalArgumentException(
                    "query: expected at most " + MAX_QUERY_LENGTH + " characters, found " + query.length());
        }
    }

    private static void checkTopK(int topK) {
        if (topK < 1 || topK > MAX_TOP_K) {
            throw new IllegalArgumentException("topK: expected 1 to " + MAX_TOP_K + ", found " + topK);
        }
    }

    private static void checkDiversity(double diversity) {
        if (!(diversity >= 0 && diversity <= 1)) {
            throw new IllegalArgumentException("diversity: expected 0 to 1, found " + diversity);
        }
    }

    private static void checkTemperature(double temperature) {
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature: expected 0 to 2, found " + temperature);
        }
    }

    private static void checkMaxTokens(int maxTokens) {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens: expected at least 1, found " + maxTokens);
        }
    }

    private static void checkTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "timeout: expected above 0 and at most " + MAX_TIMEOUT + ", found " + timeout);
        }
    }

    /** Returns a request of which only the text is set. */
    public static RecommendRequest of(String query) {
        return builder(query).build();
    }

    /** Returns a builder of a request with that text. */
    public static Builder builder(String query) {
        return new Builder(query);
    }

    /**
     * Collects a request. Each method copies what it is given, and throws {@link NullPointerException} or {@link
     * IllegalArgumentException} at once for what a request cannot have. Not safe for use by several threads.
     */
    public static final class Builder {
        private final String query;
        private OptionalInt topK = OptionalInt.empty();
        private Optional<UserId> user = Optional.empty();
        private List<ItemId> liked = List.of();
        private Set<ItemId> exclude = Set.of();
        private double diversity;
        private OptionalDouble temperature = OptionalDouble.empty();
        private OptionalInt maxTokens = OptionalInt.empty();
        private Optional<Duration> timeout = Optional.empty();

        private Builder(String query) {
            checkQuery(query);
            this.query = query;
        }

        /** Sets the greatest number of films wanted: 1 to 100. */
        public Builder topK(int value) {
            checkTopK(value);
            topK = OptionalInt.of(value);
            return this;
        }

        /** Sets who asks. */
        public Builder user(UserId value) {
            user = Optional.of(Objects.requireNonNull(value, "user"));
            return this;
        }

        /** Sets films that the person likes, most recent last. */
        public Builder liked(List<ItemId> value) {
            liked = List.copyOf(value);
            return this;
        }

        /** Sets films that must not be in the answer. */
        public Builder exclude(Collection<ItemId> value) {
            exclude = Set.copyOf(value);
            return this;
        }

        /**
         * Sets how much films unlike each other are preferred to the best fitting ones, in [0, 1]. Films are compared by
         * genres, directors, series and decade.
         */
        public Builder diversity(double value) {
            checkDiversity(value);
            diversity = value;
            return this;
        }

        /** Sets the sampling temperature of the language model, in [0, 2]. */
        public Builder temperature(double value) {
            checkTemperature(value);
            temperature = OptionalDouble.of(value);
            return this;
        }

        /** Sets the greatest number of tokens that the language model may write. */
        public Builder maxTokens(int value) {
            checkMaxTokens(value);
            maxTokens = OptionalInt.of(value);
            return this;
        }

        /**
         * Sets how long the whole answer may take: above 0 and at most {@link #MAX_TIMEOUT}. What the language model has not
         * written by then is written from templates.
         */
        public Builder timeout(Duration value) {
            checkTimeout(Objects.requireNonNull(value, "timeout"));
            timeout = Optional.of(value);
            return this;
        }

        /** Returns the request. */
        public RecommendRequest build() {
            return new RecommendRequest(query, topK, user, liked, exclude, diversity, temperature, maxTokens, timeout);
        }
    }
}
