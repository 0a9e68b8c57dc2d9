package io.movieai.retrieval;

import io.movieai.query.Reading;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.UserId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What to retrieve films for.
 *
 * @param reading the request as it was understood
 * @param user who asks, if known
 * @param liked films that the person likes, most recent last
 * @param dropped films that must not be in the answer: excluded by the caller or seen
 * @param limit how many films are wanted, at least 1
 * @param diversity how much films unlike each other are preferred to fitting ones, in [0, 1]; 0 for not at all
 * @param followsUp whether it builds on an earlier request, so that nothing in it need speak of films
 */
public record RetrievalRequest(
        Reading reading,
        Optional<UserId> user,
        List<ItemId> liked,
        Set<ItemId> dropped,
        int limit,
        double diversity,
        boolean followsUp) {
    public RetrievalRequest {
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(user, "user");
        liked = List.copyOf(liked);
        dropped = Set.copyOf(dropped);
    }
}
