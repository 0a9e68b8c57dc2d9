package io.movieai.conversation;

import io.movieai.query.Reading;
import io.movieai.recommend.ItemId;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A request as it is understood in the light of a conversation. Immutable.
 *
 * @param reading the whole request: for one that builds on an earlier turn, what still holds of that turn too
 * @param shown films that were shown before and are not to be shown again
 * @param builds whether the request builds on an earlier turn
 * @param unknown the number in the last list that the request asks about though the list is shorter
 */
public record FollowUp(Reading reading, Set<ItemId> shown, boolean builds, OptionalInt unknown) {
    public FollowUp {
        Objects.requireNonNull(reading, "reading");
        shown = Set.copyOf(shown);
        Objects.requireNonNull(unknown, "unknown");
    }

    /** Returns a request that stands on its own. */
    public static FollowUp alone(Reading reading) {
        return new FollowUp(reading, Set.of(), false, OptionalInt.empty());
    }

    /** Returns the same with another reading of the request. */
    public FollowUp goingBy(Reading other) {
        return new FollowUp(other, shown, builds, unknown);
    }
}
