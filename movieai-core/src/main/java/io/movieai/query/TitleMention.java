package io.movieai.query;

import io.movieai.recommend.ItemId;
import java.util.List;
import java.util.Objects;

/**
 * A film that a request names.
 *
 * @param span where it was read
 * @param films the films that go by that name, best match first; empty when the request quotes a title that no film of
 *     the catalogue goes by
 * @param role what the request wants with it
 * @param confidence how surely the words mean the first film, in (0, 1]: 1 for an exact title in quotes
 */
public record TitleMention(Span span, List<ItemId> films, Role role, double confidence) {
    /** @throws IllegalArgumentException if {@code confidence} is outside (0, 1] */
    public TitleMention {
        Objects.requireNonNull(span, "span");
        films = List.copyOf(films);
        Objects.requireNonNull(role, "role");
        if (!(confidence > 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence: expected above 0 and at most 1, found " + confidence);
        }
    }

    /** What a request wants with a film that it names. */
    public enum Role {
        /** The film itself: what it is about, whether it is there, to see it. */
        ABOUT,
        /** Films like it, and not the film itself. */
        LIKE,
        /** Not this film. */
        EXCLUDED
    }
}
