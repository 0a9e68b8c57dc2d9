package io.movieai.conversation;

import io.movieai.query.Reading;
import io.movieai.query.Span;
import io.movieai.query.TitleMention;
import io.movieai.query.TitleMention.Role;
import io.movieai.recommend.ItemId;
import java.util.List;
import java.util.Objects;

/**
 * A film that an earlier request named: a {@link TitleMention} with its words instead of their place.
 *
 * @param films the films that go by that name, best match first
 * @param role what the request wanted with it
 * @param confidence how surely the words mean the first film, in (0, 1]
 * @param words the words that name it
 */
public record NamedFilm(List<ItemId> films, Role role, double confidence, String words) {
    /** @throws IllegalArgumentException if {@code confidence} is outside (0, 1] */
    public NamedFilm {
        films = List.copyOf(films);
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(words, "words");
        if (!(confidence > 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence: expected above 0 and at most 1, found " + confidence);
        }
    }

    static NamedFilm of(TitleMention mention, Reading reading) {
        return new NamedFilm(
                mention.films(),
                mention.role(),
                mention.confidence(),
                mention.span().of(reading.text()));
    }

    TitleMention mention(Span span) {
        return new TitleMention(span, films, role, confidence);
    }
}
