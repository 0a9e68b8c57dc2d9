package io.movieai.store.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.VectorStore;
import io.movieai.testkit.PersistentVectorStoreContract;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract on the API of Chroma 0.4. */
class ChromaV1ContractTest extends PersistentVectorStoreContract {
    private static ChromaV1Peer peer;

    private final String collection = "contract-" + UUID.randomUUID();

    @BeforeAll
    static void startPeer() throws IOException {
        peer = ChromaV1Peer.start();
    }

    @AfterAll
    static void closePeer() {
        peer.close();
    }

    @AfterEach
    void onlyCleartextHttp1WasSpoken() {
        assertThat(peer.requests()).allMatch(request -> request.endsWith(" HTTP/1.1"));
    }

    @Override
    protected VectorStore open(EmbeddingSpace space) {
        return ChromaStore.builder(peer.uri(), collection, space).connect();
    }

    @Override
    protected Optional<Failing> openFailing(EmbeddingSpace space) {
        VectorStore store =
                ChromaStore.builder(peer.uri(), collection, space).retries(0).connect();
        return Optional.of(new Failing(
                store,
                () -> peer.fault(exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    ChromaV1Peer.answer(exchange, 500, "application/json", "{\"error\":\"disk is full\"}");
                    return true;
                }),
                () -> peer.fault(exchange -> false)));
    }

    @Override
    protected VectorStore reopen(EmbeddingSpace space) {
        return open(space);
    }

    @Test
    void collection_isTheOneItWasOpenedWith() {
        try (VectorStore store = open(new EmbeddingSpace("named", 4))) {
            assertThat(store.collection()).hasValue(collection);
        }
    }

    /** A limit that cuts through records of the same similarity leaves the server to choose among them. */
    @Override
    protected double missedShare() {
        return 1e-9;
    }
}
