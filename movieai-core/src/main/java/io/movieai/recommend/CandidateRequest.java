package io.movieai.recommend;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A question for items that suit somebody.
 *
 * @param user whom the items are for, if known
 * @param liked items that the person likes, most recent last; they matter when the user is absent or unknown to the model
 * @param candidates the only items that may be proposed; empty means all
 * @param exclude items that must not be proposed; they win over {@code candidates}
 * @param limit the greatest number of items wanted, at least 1
 */
public record CandidateRequest(
        Optional<UserId> user, List<ItemId> liked, Set<ItemId> candidates, Set<ItemId> exclude, int limit) {
    /** @throws IllegalArgumentException if {@code limit} is less than 1 */
    public CandidateRequest {
        Objects.requireNonNull(user, "user");
        liked = List.copyOf(liked);
        candidates = Set.copyOf(candidates);
        exclude = Set.copyOf(exclude);
        if (limit < 1) {
            throw new IllegalArgumentException("limit: expected at least 1, found " + limit);
        }
    }
}
