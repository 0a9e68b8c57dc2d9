package io.movieai.app;

import io.movieai.recommend.ItemId;
import io.movieai.recommend.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom films are for. */
final class PersonOptions {
    @Option(names = "--user", paramLabel = "ID", descriptionKey = "user")
    private @Nullable String user;

    @Option(names = "--liked", paramLabel = "ID,ID", descriptionKey = "liked")
    private @Nullable String liked;

    /** @throws IllegalArgumentException if the identity is blank */
    Optional<UserId> user() {
        return Optional.ofNullable(user).map(UserId::of);
    }

    /** @throws IllegalArgumentException if an identity is blank */
    List<ItemId> liked() {
        return liked == null
                ? List.of()
                : Arrays.stream(liked.split(",", -1))
                        .map(String::strip)
                        .map(ItemId::of)
                        .distinct()
                        .toList();
    }

    boolean isKnown() {
        return user != null || liked != null;
    }
}
