package io.movieai.conversation;

import io.movieai.recommend.ItemId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a conversation remembers. Immutable, and made of records, lists, texts, numbers and enum constants alone, so that any
 * mapper of records writes it as JSON and reads it back.
 *
 * @param turns the latest turns, oldest first, at most {@value #MAX_TURNS}
 * @param shown the films shown in the conversation, each once, latest last, at most {@value #MAX_SHOWN}
 */
public record ConversationState(List<Turn> turns, List<ItemId> shown) {
    /** How many turns are remembered. */
    public static final int MAX_TURNS = 10;

    /** How many shown films are remembered. */
    public static final int MAX_SHOWN = 500;

    /** The state of a conversation in which nothing was said. */
    public static final ConversationState EMPTY = new ConversationState(List.of(), List.of());

    /** @throws IllegalArgumentException if there are more turns or films than are remembered */
    public ConversationState {
        turns = List.copyOf(turns);
        shown = List.copyOf(shown);
        if (turns.size() > MAX_TURNS) {
            throw new IllegalArgumentException("turns: expected at most " + MAX_TURNS + ", found " + turns.size());
        }
        if (shown.size() > MAX_SHOWN) {
            throw new IllegalArgumentException("shown: expected at most " + MAX_SHOWN + ", found " + shown.size());
        }
    }

    /**
     * Returns the state after one more turn. Where that is one too many, the oldest turn is forgotten, except the one that a
     * follow-up builds on.
     */
    ConversationState with(Turn turn) {
        List<Turn> all = new ArrayList<>(turns);
        all.add(turn);
        if (all.size() > MAX_TURNS) {
            all.remove(all.get(0).isBase() && all.stream().skip(1).noneMatch(Turn::isBase) ? 1 : 0);
        }
        Set<ItemId> films = new LinkedHashSet<>(shown);
        films.removeAll(turn.shown());
        films.addAll(turn.shown());
        List<ItemId> latest = List.copyOf(films);
        return new ConversationState(all, latest.subList(Math.max(0, latest.size() - MAX_SHOWN), latest.size()));
    }

    /** Returns the turn that a request for more, others or different films builds on: the latest that recommended films. */
    Optional<Turn> base() {
        return latest(Turn::isBase);
    }

    /** Returns the latest turn that was answered with films. */
    Optional<Turn> answered() {
        return latest(turn -> !turn.shown().isEmpty());
    }

    /**
     * Returns the films that a number such as 第二部 counts in: those of the latest answer that is more than one film
     * described; empty if nothing was shown.
     */
    public List<ItemId> lastList() {
        return latest(turn -> turn.isBase() || turn.shown().size() > 1)
                .or(this::answered)
                .map(Turn::shown)
                .orElse(List.of());
    }

    private Optional<Turn> latest(Predicate<Turn> wanted) {
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (!turns.get(i).refused() && wanted.test(turns.get(i))) {
                return Optional.of(turns.get(i));
            }
        }
        return Optional.empty();
    }
}
