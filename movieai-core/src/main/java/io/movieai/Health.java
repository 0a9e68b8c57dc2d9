package io.movieai;

import io.movieai.embedding.EmbeddingSpace;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which ports answer, and what they hold. Immutable; holds no secret.
 *
 * @param ports each port that {@link MovieAi} was built with, in a fixed order
 * @param films how many films are in memory
 * @param collection the name under which the vector store keeps its records, where it has one
 * @param records how many records the vector store holds; empty if it did not say
 * @param space the embedding model and its dimension
 * @param generator the name of the model that writes the answers
 */
public record Health(
        List<Port> ports,
        int films,
        Optional<String> collection,
        OptionalLong records,
        EmbeddingSpace space,
        String generator) {
    public Health {
        ports = List.copyOf(ports);
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(records, "records");
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(generator, "generator");
    }

    /**
     * The state of one port.
     *
     * @param name the port's name, for example {@code VectorStore}
     * @param ready whether it answered
     * @param reason why it is not ready; empty when it is
     */
    public record Port(String name, boolean ready, String reason) {
        public Port {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Returns whether every port is ready. Requests are answered without some of them too: see {@link Degradation}. */
    public boolean ready() {
        return ports.stream().allMatch(Port::ready);
    }
}
