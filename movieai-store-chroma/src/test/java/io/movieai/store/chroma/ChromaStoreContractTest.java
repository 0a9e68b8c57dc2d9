package io.movieai.store.chroma;

import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.VectorStore;
import io.movieai.testkit.ChromaServer;
import io.movieai.testkit.PersistentVectorStoreContract;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real server. */
class ChromaStoreContractTest extends PersistentVectorStoreContract {
    @TempDir
    static Path data;

    private static ChromaServer server;

    private final String collection = "contract-" + UUID.randomUUID();

    @BeforeAll
    static void startServer() {
        server = ChromaServer.start(data.resolve("data"));
    }

    @AfterAll
    static void closeServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected VectorStore open(EmbeddingSpace space) {
        return ChromaStore.builder(server.uri(), collection, space).connect();
    }

    @Override
    protected VectorStore reopen(EmbeddingSpace space) {
        return open(space);
    }

    /** The server's index is approximate. */
    @Override
    protected double missedShare() {
        return 0.02;
    }
}
