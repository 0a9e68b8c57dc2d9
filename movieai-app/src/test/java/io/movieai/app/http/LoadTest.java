package io.movieai.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.app.http.HttpClient.Answer;
import io.movieai.generation.Completion;
import io.movieai.generation.Generator;
import io.movieai.generation.Prompt;
import io.movieai.generation.TemplateGenerator;
import io.movieai.generation.TokenUsage;
import io.movieai.store.InMemoryVectorStore;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorStore;
import io.movieai.testkit.ForwardingVectorStore;
import io.movieai.testkit.HashingEmbedder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the service does when it has more to do than it can, and when clients or the operator leave. */
class LoadTest {
    private static final String ASK = "{\"query\": \"科幻片\"}";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService clients = Executors.newCachedThreadPool();

    @AfterEach
    void stopClients() {
        clients.shutdownNow();
    }

    /** Writes when it is let to, and tells when it began and when it was interrupted. */
    private static final class HeldGenerator implements Generator {
        final Semaphore begun = new Semaphore(0);
        final Semaphore release = new Semaphore(0);
        final CountDownLatch interrupted = new CountDownLatch(1);

        @Override
        public Completion generate(Prompt prompt, Consumer<String> onText) {
            begun.release();
            try {
                release.acquire();
            } catch (InterruptedException e) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
            onText.accept("《黑客帝国》");
            return new Completion("《黑客帝国》", "held", TokenUsage.NONE, Completion.Finish.COMPLETE);
        }
    }

    private static HttpSettings settings(Limits limits) {
        return HttpSettings.local().withLimits(limits);
    }

    private static void acquire(Semaphore semaphore, int permits) throws InterruptedException {
        assertThat(semaphore.tryAcquire(permits, 20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void requests_beyondWorkersAndQueue_are503AndTheOthersAreAnswered() throws Exception {
        HeldGenerator generator = new HeldGenerator();
        try (HttpService service = HttpService.start(
                settings(Limits.DEFAULT.withWorkers(2, 1).withTimes(LONG, LONG)), TestBackend.of(generator))) {
            HttpClient client = new HttpClient(service.port());
            List<Future<Answer>> taken = new ArrayList<>();
            taken.add(clients.submit(() -> client.post("/api/recommend", ASK)));
            taken.add(clients.submit(() -> client.post("/api/recommend", ASK)));
            acquire(generator.begun, 2);
            taken.add(clients.submit(() -> client.post("/api/recommend", ASK)));
            while (client.get("/health/ready").status() == 200) {
                Thread.onSpinWait();
            }

            for (String path : new String[] {"/api/recommend", "/api/recommend/stream", "/api/chat"}) {
                Answer refused = client.post(path, ASK);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.json().path("code").textValue()).isEqualTo("overloaded");
                assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            }
            assertThat(client.get("/health/live").status()).isEqualTo(200);

            generator.release.release(3);
            for (Future<Answer> answer : taken) {
                assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
            assertThat(client.get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void request_thatWaitsTooLong_is503() throws Exception {
        HeldGenerator generator = new HeldGenerator();
        try (HttpService service = HttpService.start(
                settings(Limits.DEFAULT.withWorkers(1, 5).withTimes(Duration.ofNanos(1), LONG)),
                TestBackend.of(generator))) {
            HttpClient client = new HttpClient(service.port());

            Answer refused = client.post("/api/recommend", ASK);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().path("code").textValue()).isEqualTo("overloaded");
        }
    }

    @Test
    void request_thatWaitsWhileAllWorkersAreHeldUp_is503InTime() throws Exception {
        HeldGenerator generator = new HeldGenerator();
        try (HttpService service = HttpService.start(
                settings(Limits.DEFAULT.withWorkers(1, 5).withTimes(Duration.ofMillis(300), LONG)),
                TestBackend.of(generator))) {
            HttpClient client = new HttpClient(service.port());
            ExecutorService other = Executors.newSingleThreadExecutor();
            Future<Answer> held = other.submit(() -> client.post("/api/recommend", ASK));
            other.shutdown();
            acquire(generator.begun, 1);

            // The only worker stays held up until after this answer.
            Answer refused = client.post("/api/recommend", ASK);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().path("code").textValue()).isEqualTo("overloaded");
            generator.release.release();
            assertThat(held.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    @Test
    void languageModel_thatTakesTooLong_isDoneWithout() throws Exception {
        HeldGenerator generator = new HeldGenerator();
        try (HttpService service = HttpService.start(
                settings(Limits.DEFAULT.withTimes(LONG, Duration.ofSeconds(3))), TestBackend.of(generator))) {
            Answer late = new HttpClient(service.port()).post("/api/recommend", ASK);

            assertThat(late.status()).isEqualTo(200);
            assertThat(late.json().path("degraded").get(0).path("fallback").textValue())
                    .isEqualTo("template_prose");
        }
    }

    @Test
    void work_thatTakesTooLong_isInterruptedAnd504() throws Exception {
        AtomicBoolean holding = new AtomicBoolean();
        CountDownLatch interrupted = new CountDownLatch(1);
        HashingEmbedder embedder = new HashingEmbedder(128);
        VectorStore held = new ForwardingVectorStore(InMemoryVectorStore.of(embedder.space())) {
            @Override
            public List<VectorHit> search(VectorQuery query) {
                if (!holding.get()) {
                    return super.search(query);
                }
                try {
                    new CountDownLatch(1).await();
                    throw new AssertionError("nobody lets it go");
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    Thread.currentThread().interrupt();
                    throw new CancellationException("interrupted");
                }
            }
        };
        Backend backend = TestBackend.of(new TemplateGenerator(), embedder, held, Optional.empty());
        holding.set(true);
        try (HttpService service =
                HttpService.start(settings(Limits.DEFAULT.withTimes(LONG, Duration.ofMillis(200))), backend)) {
            HttpClient client = new HttpClient(service.port());

            Answer late = client.post("/api/recommend", ASK);

            assertThat(late.status()).isEqualTo(504);
            assertThat(late.json().path("code").textValue()).isEqualTo("timeout");
            assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(client.get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void client_thatLeavesAStream_stopsTheWork() throws Exception {
        HeldGenerator generator = new HeldGenerator();
        Limits limits = Limits.DEFAULT.withTimes(LONG, LONG).withPatience(LONG, LONG, Duration.ofMillis(20));
        try (HttpService service = HttpService.start(settings(limits), TestBackend.of(generator))) {
            HttpClient client = new HttpClient(service.port());
            try (Socket socket = client.connect()) {
                byte[] body = ASK.getBytes(StandardCharsets.UTF_8);
                String head = HttpClient.head(
                        "POST",
                        "/api/recommend/stream",
                        "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n");
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(body);
                acquire(generator.begun, 1);
            }

            assertThat(generator.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
            generator.release.release();
            assertThat(client.post("/api/recommend", ASK).status()).isEqualTo(200);
            assertThat(client.get("/metrics").body()).contains("movieai_streams_total{result=\"client_left\"} 1.0");
        }
    }

    @Test
    void close_withARequestBegun_finishesItAndTakesNoMore() throws Exception {
        HeldGenerator generator = new HeldGenerator();
        HttpService service =
                HttpService.start(settings(Limits.DEFAULT.withTimes(LONG, LONG)), TestBackend.of(generator));
        HttpClient client = new HttpClient(service.port());
        Future<Answer> begun = clients.submit(() -> client.post("/api/recommend", ASK));
        acquire(generator.begun, 1);
        try (Socket open = client.connect()) {
            open.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(HttpClient.read(open.getInputStream()).status()).isEqualTo(200);

            Future<?> closing = clients.submit(service::close);
            while (isListening(client)) {
                Thread.onSpinWait();
            }
            open.getOutputStream()
                    .write("GET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Answer refused = HttpClient.read(open.getInputStream());
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Connection")).isEqualTo("close");
            assertThat(closing.isDone()).isFalse();

            generator.release.release();
            assertThat(begun.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            closing.get(20, TimeUnit.SECONDS);
        }
        assertThatThrownBy(client::connect).isInstanceOf(ConnectException.class);
    }

    private static boolean isListening(HttpClient client) {
        try (Socket socket = client.connect()) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void slowClients_ofHalfTheThreads_leaveTheOthersServed() throws Exception {
        try (HttpService service =
                HttpService.start(settings(Limits.DEFAULT.withPatience(LONG, LONG, LONG)), TestBackend.template())) {
            HttpClient client = new HttpClient(service.port());
            List<Socket> slow = new ArrayList<>();
            try {
                for (int i = 0; i < 200; i++) {
                    Socket socket = client.connect();
                    String head = HttpClient.head(
                            "POST", "/api/recommend", "Content-Type: application/json\r\nContent-Length: 1000\r\n");
                    socket.getOutputStream().write((head + "{").getBytes(StandardCharsets.US_ASCII));
                    slow.add(socket);
                }
                assertThat(client.get("/health").status()).isEqualTo(200);
                assertThat(client.post("/api/recommend", ASK).status()).isEqualTo(200);
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void metrics_afterRequests_countThem() throws Exception {
        try (HttpService service = HttpService.start(HttpSettings.local(), TestBackend.template())) {
            HttpClient client = new HttpClient(service.port());
            client.post("/api/recommend", ASK);
            client.post("/api/recommend", "{\"query\": \"今天北京天气怎么样\"}");
            client.get("/nothing");
            client.get("/");
            client.send("BREW", "/coffee", "");

            String metrics = client.get("/metrics").body();

            assertThat(metrics)
                    .contains(
                            "movieai_http_requests_seconds_count{method=\"POST\",route=\"/api/recommend\",status=\"200\"} 2",
                            "movieai_http_requests_seconds_count{method=\"(other)\",route=\"(page)\",status=\"200\"} 1",
                            "movieai_http_requests_seconds_count{method=\"(other)\",route=\"(other)\",status=\"404\"} 2",
                            "movieai_answers_total{result=\"refused\"} 1.0",
                            "movieai_answers_total{result=\"recommended\"} 1.0",
                            "movieai_stage_seconds_count{stage=\"retrieval\"} 1",
                            "movieai_tokens_total{type=\"prompt\"}",
                            "movieai_embedding_cache_total{result=\"hit\"} 3.0",
                            "movieai_embedding_cache_total{result=\"miss\"} 5.0",
                            "movieai_queue_waiting 0.0",
                            "jvm_memory_used_bytes")
                    .doesNotContain("BREW", "coffee", "nothing");
        }
    }
}
