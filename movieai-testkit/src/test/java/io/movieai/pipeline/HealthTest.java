package io.movieai.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.Health;
import io.movieai.MovieAi;
import io.movieai.PortUnavailableException;
import io.movieai.generation.Completion;
import io.movieai.generation.Generator;
import io.movieai.generation.Prompt;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HealthTest {
    private final Ports ports = new Ports();

    private static Generator checking(Runnable check) {
        return new Generator() {
            @Override
            public Completion generate(Prompt prompt, Consumer<String> onText) {
                throw new AssertionError("must not be asked to write");
            }

            @Override
            public void check() {
                check.run();
            }

            @Override
            public String model() {
                return "some-model";
            }
        };
    }

    @Test
    void health_everythingThere_saysWhatThereIs() {
        Health health = Ports.indexed(
                        ports.builder().generator(checking(() -> {})).recommender(request -> List.of()))
                .health();

        assertThat(health.ready()).isTrue();
        assertThat(health.ports())
                .extracting(Health.Port::name)
                .containsExactly("Embedder", "VectorStore", "KeywordIndex", "Generator", "CandidateRecommender");
        assertThat(health.films()).isEqualTo(6);
        assertThat(health.records()).hasValue(6);
        assertThat(health.collection()).isEmpty();
        assertThat(health.space()).isEqualTo(ports.embedder.space());
        assertThat(health.generator()).isEqualTo("some-model");
    }

    @Test
    void health_portsThatFail_saysWhichAndWhyWithoutSecrets() {
        FailingStore store = new FailingStore(ports.store);
        MovieAi ai = Ports.indexed(ports.builder().vectorStore(store).generator(checking(() -> {
            throw new IllegalStateException("Bearer sk-secret");
        })));
        store.failing = true;

        Health health = ai.health();

        assertThat(health.ready()).isFalse();
        assertThat(health.records()).isEmpty();
        assertThat(health.ports())
                .filteredOn(port -> !port.ready())
                .extracting(Health.Port::name)
                .containsExactly("VectorStore", "Generator");
        assertThat(health.ports())
                .filteredOn(port -> port.name().equals("Generator"))
                .extracting(Health.Port::reason)
                .containsExactly("failed with IllegalStateException");
        assertThat(health.toString()).doesNotContain("secret");
    }

    @Test
    void health_aGeneratorThatFailedOftenEnough_isNotReady() {
        MovieAi ai = Ports.indexed(ports.builder().generator((prompt, onText) -> {
            throw new PortUnavailableException("Generator", "test", "down", null);
        }));
        for (int i = 0; i < 5; i++) {
            ai.recommend("科幻片");
        }

        assertThat(ai.health().ports())
                .filteredOn(port -> !port.ready())
                .singleElement()
                .satisfies(port -> assertThat(port.reason()).contains("failed 5 times in a row", "down"));
    }

    @Test
    @Timeout(60)
    void health_aPortThatNeverAnswers_isGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        Health health = Ports.indexed(ports.builder().generator(checking(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })))
                .health();

        assertThat(health.ports())
                .filteredOn(port -> !port.ready())
                .singleElement()
                .satisfies(port -> assertThat(port.reason()).isEqualTo("no answer within 5000 ms"));
    }
}
