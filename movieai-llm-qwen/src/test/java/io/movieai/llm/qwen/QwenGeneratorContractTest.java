package io.movieai.llm.qwen;

import io.movieai.generation.Generator;
import io.movieai.testkit.ChatServer;
import io.movieai.testkit.GeneratorContract;
import org.junit.jupiter.api.AfterEach;

class QwenGeneratorContractTest extends GeneratorContract {
    private final ChatServer server = ChatServer.start();

    @Override
    protected Generator open() {
        return QwenGenerator.builder().baseUrl(server.baseUrl()).build();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }
}
