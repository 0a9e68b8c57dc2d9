package io.movieai;

import io.movieai.generation.TokenUsage;
import io.movieai.query.Constraint;
import io.movieai.query.Reading;
import io.movieai.recommend.ItemId;
import io.movieai.retrieval.RankedFilm;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The answer to a request. Immutable.
 *
 * @param reading how the request was understood
 * @param text the answer, in the language of the request
 * @param films the films that the answer is about, best first; empty when it was refused
 * @param cited those of the films that the text names, in the order of their first mention
 * @param relaxed conditions of the request that were given up because too few films fulfil them all
 * @param refused whether nothing is recommended: the request is not about films, or the catalogue has nothing for it
 * @param degraded what had to be done without because a port failed
 * @param timings how long each stage took; stages that were not reached are absent
 * @param model the name of what wrote the text
 * @param usage what the language model cost
 */
public record Recommendation(
        Reading reading,
        String text,
        List<Film> films,
        List<ItemId> cited,
        List<Constraint> relaxed,
        boolean refused,
        List<Degradation> degraded,
        Map<Stage, Duration> timings,
        String model,
        TokenUsage usage) {
    public Recommendation {
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(text, "text");
        films = List.copyOf(films);
        cited = List.copyOf(cited);
        relaxed = List.copyOf(relaxed);
        degraded = List.copyOf(degraded);
        EnumMap<Stage, Duration> copy = new EnumMap<>(Stage.class);
        copy.putAll(timings);
        timings = Collections.unmodifiableMap(copy);
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(usage, "usage");
    }

    /**
     * A film of an answer.
     *
     * @param ranked the film, with its score and its context document
     * @param reason why it is recommended, as a phrase in the language of the answer
     */
    public record Film(RankedFilm ranked, String reason) {
        public Film {
            Objects.requireNonNull(ranked, "ranked");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
