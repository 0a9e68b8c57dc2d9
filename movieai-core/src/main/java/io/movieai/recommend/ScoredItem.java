package io.movieai.recommend;

import java.util.List;
import java.util.Objects;

/**
 * An item that a recommender proposes.
 *
 * @param item the item
 * @param score how strongly; greater is better, finite, comparable only within the answer to one request
 * @param basis what the score rests on
 * @param because liked items that contributed most, strongest first; empty when the model cannot tell
 */
public record ScoredItem(ItemId item, double score, Basis basis, List<ItemId> because) {
    /** @throws IllegalArgumentException if the score is not finite */
    public ScoredItem {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(basis, "basis");
        because = List.copyOf(because);
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score: expected a finite number, found " + score);
        }
    }

    /** What a score rests on. */
    public enum Basis {
        /** What the model learnt of this user. */
        USER,
        /** The liked items that came with the request. */
        LIKED_ITEMS,
        /** What is popular with everybody: the model knows nothing of this user. */
        POPULARITY
    }
}
