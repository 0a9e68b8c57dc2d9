package io.movieai.conversation;

import java.util.Objects;

/**
 * One person's conversation: what was asked and shown, as far as later requests build on it. Bounded: see {@link
 * ConversationState}.
 *
 * <p>Safe for use by several threads. Requests that run at the same time do not wait for each other: each is read against
 * the state at its beginning, and its turn is added, without losing another's, when its answer is complete; turns stand in
 * the order in which their answers were completed. What is the person's next request only makes sense after the answer to
 * the last one, so an application sends them one after the other.
 *
 * <p>To keep a conversation between processes, write {@link #state()} and give what was read back to {@link #of}.
 */
public final class Conversation {
    private volatile ConversationState state;

    private Conversation(ConversationState state) {
        this.state = state;
    }

    /** Returns a conversation in which nothing was said. */
    public static Conversation start() {
        return of(ConversationState.EMPTY);
    }

    /** Returns a conversation that goes on from a state. */
    public static Conversation of(ConversationState state) {
        return new Conversation(Objects.requireNonNull(state, "state"));
    }

    /** Returns what is remembered now. */
    public ConversationState state() {
        return state;
    }

    /** Adds a turn, and forgets what is too old. */
    public synchronized void add(Turn turn) {
        Objects.requireNonNull(turn, "turn");
        state = state.with(turn);
    }
}
