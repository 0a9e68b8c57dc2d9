package io.movieai.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.movieai.AuthenticationException;
import io.movieai.app.http.HttpClient.Answer;
import io.movieai.generation.Completion;
import io.movieai.generation.Generator;
import io.movieai.generation.Prompt;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HealthApiTest {
    /** A model whose server does not accept the key. */
    private static final class Locked implements Generator {
        @Override
        public Completion generate(Prompt prompt, Consumer<String> onText) {
            throw new AssertionError("must not be asked to write");
        }

        @Override
        public void check() {
            throw new AuthenticationException(
                    "Generator", "qwen at http://llm.internal:8080/v1", "expected an answer, found status 401", null);
        }
    }

    @Test
    void health_modelThatCannotBeAsked_isToldWithTheReasonAndWithoutTheAddress() throws IOException {
        try (HttpService service = HttpService.start(HttpSettings.local(), TestBackend.of(new Locked()))) {
            Answer answer = new HttpClient(service.port()).get("/health");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("status").textValue()).isEqualTo("healthy");
            JsonNode generator = answer.json().path("ports").path(3);
            assertThat(generator.path("name").textValue()).isEqualTo("Generator");
            assertThat(generator.path("ready").booleanValue()).isFalse();
            assertThat(generator.path("reason").textValue())
                    .isEqualTo("Generator: expected an answer, found status 401");
            assertThat(answer.body()).doesNotContain("llm.internal");
        }
    }
}
