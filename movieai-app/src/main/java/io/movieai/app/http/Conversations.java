package io.movieai.app.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.movieai.conversation.Conversation;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * The conversations that go on. Kept in memory, a limited number of them, each for some hours after its last request. Whoever
 * has the id of a conversation can go on with it, so ids are random and cannot be guessed. Thread-safe.
 */
final class Conversations {
    /** How many conversations are kept; the least used ones go first. */
    private static final int MOST = 10_000;

    private static final Duration KEPT = Duration.ofHours(4);
    private static final int ID_BYTES = 18;

    private final Cache<String, Conversation> byId;
    private final SecureRandom random = new SecureRandom();

    /** @param clock tells how long ago a conversation was used */
    Conversations(Ticker clock) {
        this.byId = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(KEPT)
                .ticker(clock)
                .build();
    }

    /**
     * A conversation and its id.
     *
     * @param id the id
     * @param conversation the conversation
     */
    record Named(String id, Conversation conversation) {}

    /** Starts a conversation. It is kept from its first answer on: see {@link #keep}. */
    Named start() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return new Named(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), Conversation.start());
    }

    /** Returns the conversation of that id, if it is still kept. */
    Optional<Named> find(String id) {
        return Optional.ofNullable(byId.getIfPresent(id)).map(conversation -> new Named(id, conversation));
    }

    /** Keeps a conversation that was answered in. */
    void keep(Named named) {
        byId.put(named.id(), named.conversation());
    }

    /** Returns about how many conversations are kept. */
    long size() {
        return byId.estimatedSize();
    }
}
