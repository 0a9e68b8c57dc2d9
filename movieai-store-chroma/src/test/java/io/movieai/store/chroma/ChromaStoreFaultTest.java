package io.movieai.store.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.movieai.AuthenticationException;
import io.movieai.MalformedResponseException;
import io.movieai.MovieAiException;
import io.movieai.PortRejectedException;
import io.movieai.PortUnavailableException;
import io.movieai.RateLimitedException;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the caller sees when the server fails. */
class ChromaStoreFaultTest {
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("faults", 2);
    private static final Embedding EAST = Embedding.of(new float[] {1, 0});
    private static final VectorQuery QUERY = new VectorQuery(EAST, 5, Filter.EVERYTHING);
    private static final String TOKEN = "s3cret-token-0815";

    private ChromaV1Peer peer;

    @BeforeEach
    void startPeer() throws IOException {
        peer = ChromaV1Peer.start();
    }

    @AfterEach
    void closePeer() {
        peer.close();
    }

    private ChromaStore.Builder builder() {
        return ChromaStore.builder(peer.uri(), "films", SPACE).retries(0);
    }

    private static VectorRecord record(String id) {
        return new VectorRecord(id, EAST, "document of " + id, Attributes.EMPTY, "1");
    }

    /** Reads the request and answers with a status and a body. */
    private static boolean reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        ChromaV1Peer.answer(exchange, status, type, body);
        return true;
    }

    @Test
    void connect_noServer_isUnavailableAndNamesIt() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        URI nobody = URI.create("http://127.0.0.1:" + port);

        assertThatThrownBy(() ->
                        ChromaStore.builder(nobody, "films", SPACE).retries(1).connect())
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining(nobody.toString())
                .hasMessageContaining("films")
                .hasMessageContaining("check that the server runs")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void connect_somethingElseAnswers_saysWhatWasExpected() {
        peer.fault(exchange -> reply(exchange, 200, "text/html", "<html><body>It works!</body></html>"));

        assertThatThrownBy(() -> builder().connect())
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("heartbeat")
                .hasMessageContaining("It works!");
    }

    @Test
    void call_serverError_isRetriedAsOftenAsToldThenUnavailable() {
        try (ChromaStore store = builder().retries(2).connect()) {
            AtomicInteger attempts = new AtomicInteger();
            peer.fault(exchange -> {
                attempts.incrementAndGet();
                return reply(exchange, 500, "application/json", "{\"error\":\"OperationalError('disk is full')\"}");
            });

            assertThatThrownBy(store::count)
                    .isInstanceOf(PortUnavailableException.class)
                    .hasMessageContaining("500")
                    .hasMessageContaining("disk is full")
                    .satisfies(e ->
                            assertThat(((MovieAiException) e).isRetryable()).isTrue());
            assertThat(attempts).hasValue(3);
        }
    }

    @Test
    void call_serverErrorOnce_succeedsAtTheSecondAttempt() {
        try (ChromaStore store = builder().retries(2).connect()) {
            AtomicInteger attempts = new AtomicInteger();
            peer.fault(
                    exchange -> attempts.getAndIncrement() % 2 == 0 && reply(exchange, 503, "text/plain", "starting"));

            store.upsert(List.of(record("a")));

            assertThat(store.count()).isEqualTo(1);
            assertThat(store.search(QUERY)).hasSize(1);
            assertThat(peer.ids("films")).containsExactly("a");
        }
    }

    @Test
    void call_refusedRequest_isNotRetried() {
        try (ChromaStore store = builder().retries(5).connect()) {
            AtomicInteger attempts = new AtomicInteger();
            peer.fault(exchange -> {
                attempts.incrementAndGet();
                return reply(exchange, 422, "application/json", "{\"error\":\"no\"}");
            });

            assertThatThrownBy(() -> store.search(QUERY))
                    .isInstanceOf(PortRejectedException.class)
                    .hasMessageContaining("422");
            assertThat(attempts).hasValue(1);
        }
    }

    @Test
    void call_slowerThanTheTimeout_isUnavailable() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (ChromaStore store = builder().timeout(Duration.ofMillis(300)).connect()) {
            peer.fault(exchange -> await(end));

            assertThatThrownBy(store::count)
                    .isInstanceOf(PortUnavailableException.class)
                    .hasMessageContaining("PT0.3S");
        } finally {
            end.countDown();
        }
    }

    @Test
    void call_bodyThatNeverEnds_isUnavailable() {
        CountDownLatch end = new CountDownLatch(1);
        try (ChromaStore store = builder().timeout(Duration.ofMillis(300)).connect()) {
            peer.fault(exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("{\"ids\":[".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                return await(end);
            });

            assertThatThrownBy(() -> store.search(QUERY))
                    .isInstanceOf(PortUnavailableException.class)
                    .hasMessageContaining("whole answer");
        } finally {
            end.countDown();
        }
    }

    @Test
    void search_slowServer_givesUpAfterTheSearchTimeoutInAll() {
        CountDownLatch end = new CountDownLatch(1);
        try (ChromaStore store =
                builder().retries(9).searchTimeout(Duration.ofMillis(300)).connect()) {
            AtomicInteger attempts = new AtomicInteger();
            peer.fault(exchange -> {
                attempts.incrementAndGet();
                return await(end);
            });

            assertThatThrownBy(() -> store.search(QUERY)).isInstanceOf(PortUnavailableException.class);
            assertThat(attempts).as("no time was left for another").hasValue(1);
        } finally {
            end.countDown();
        }
    }

    @Test
    void search_serverFailedJustBefore_failsWithoutAskingIt() {
        try (ChromaStore store = builder().connect()) {
            AtomicInteger attempts = new AtomicInteger();
            peer.fault(exchange -> {
                attempts.incrementAndGet();
                return reply(exchange, 503, "text/plain", "starting");
            });
            assertThatThrownBy(() -> store.search(QUERY)).hasMessageContaining("starting");
            assertThat(attempts).hasValue(1);

            assertThatThrownBy(() -> store.search(QUERY))
                    .isInstanceOf(PortUnavailableException.class)
                    .hasMessageContaining("was not asked again")
                    .hasMessageContaining(peer.uri().toString());
            assertThat(attempts).hasValue(1);
            assertThatThrownBy(store::count).hasMessageContaining("starting");
            assertThat(attempts).as("what is no search is asked for").hasValue(2);
        }
    }

    @Test
    void connectLater_serverAway_connectsWithTheFirstCallThatFindsItBack() {
        peer.fault(exchange -> reply(exchange, 503, "text/plain", "starting"));
        try (ChromaStore store = builder().connectLater()) {
            assertThat(store.space()).isEqualTo(SPACE);
            assertThat(store.toString()).contains(peer.uri().toString(), "films");
            assertThatThrownBy(store::count).isInstanceOf(PortUnavailableException.class);
            assertThatThrownBy(() -> store.upsert(List.of(record("a")))).isInstanceOf(PortUnavailableException.class);

            peer.fault(exchange -> false);
            store.upsert(List.of(record("a")));
            assertThat(store.search(QUERY)).hasSize(1);
        }
    }

    @Test
    void find_noCollection_makesNone() {
        assertThat(builder().find()).isEmpty();
        assertThat(builder().find()).as("after the first").isEmpty();
        builder().connect().close();
        try (ChromaStore store = builder().find().orElseThrow()) {
            assertThat(store.count()).isZero();
            assertThat(store.isFilledByOther()).isFalse();
        }
    }

    private static boolean await(CountDownLatch end) {
        try {
            return end.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Test
    void call_halfAnAnswer_isUnavailable() {
        try (ChromaStore store = builder().connect()) {
            peer.fault(exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write("{\"ids\": [[\"a".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                throw new IOException("cut");
            });

            assertThatThrownBy(() -> store.search(QUERY)).isInstanceOf(PortUnavailableException.class);
        }
    }

    @Test
    void call_answerThatIsNotWhatWasAsked_isMalformed() {
        try (ChromaStore store = builder().connect()) {
            store.upsert(List.of(record("a")));
            List<String> answers = List.of(
                    "<html>proxy</html>",
                    "",
                    "{\"ids\": [[\"a\"",
                    "{}",
                    "[]",
                    "null",
                    "{\"ids\": \"a\"}",
                    "{\"ids\": [[1]]}",
                    "{\"ids\": [[\"a\"]], \"documents\": [[\"x\"]], \"metadatas\": [[null]]}",
                    "{\"ids\": [[\"a\"]], \"documents\": [[\"x\"]], \"metadatas\": [[]], \"distances\": [[0]]}",
                    "{\"ids\": [[\"a\"]], \"documents\": [[\"x\"]], \"metadatas\": [[null]], \"distances\": [[null]]}",
                    "{\"ids\": [[\"a\"]], \"documents\": [[\"x\"]], \"distances\": [[0]], \"metadatas\": "
                            + "[[{\"movieai:format\": 1, \"movieai:attributes\": \"{broken\"}]]}");
            for (String answer : answers) {
                peer.fault(exchange -> reply(exchange, 200, "application/json", answer));

                assertThatThrownBy(() -> store.search(QUERY)).as(answer).isInstanceOf(MalformedResponseException.class);
            }
            peer.fault(exchange -> reply(exchange, 200, "application/json", "\"three\""));
            assertThatThrownBy(store::count).isInstanceOf(MalformedResponseException.class);
        }
    }

    @Test
    void call_tooFewNeighboursInTheIndex_readsTheRestItself() {
        try (ChromaStore store = builder().connect()) {
            store.upsert(List.of(record("b"), record("a"), record("c")));
            peer.fault(exchange -> exchange.getRequestURI().getPath().endsWith("/query")
                    && reply(
                            exchange,
                            500,
                            "application/json",
                            "{\"error\":\"RuntimeError('Cannot return the results in a contiguous 2D array. Probably ef or M "
                                    + "is too small')\"}"));

            assertThat(store.search(QUERY)).extracting(hit -> hit.id()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void call_tooManyRequests_waitsAsLongAsAsked() {
        try (ChromaStore store = builder().retries(1).connect()) {
            AtomicInteger attempts = new AtomicInteger();
            peer.fault(exchange -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                return attempts.getAndIncrement() == 0 && reply(exchange, 429, "text/plain", "slow down");
            });
            assertThat(store.count()).isZero();
            assertThat(attempts).hasValue(2);

            peer.fault(exchange -> {
                attempts.incrementAndGet();
                exchange.getResponseHeaders().set("Retry-After", "3600");
                return reply(exchange, 429, "text/plain", "slow down");
            });
            assertThatThrownBy(store::count)
                    .isInstanceOfSatisfying(
                            RateLimitedException.class,
                            e -> assertThat(e.retryAfter()).contains(Duration.ofHours(1)));
            assertThat(attempts).as("no second attempt for an hour").hasValue(3);
        }
    }

    @Test
    void headers_always_areSentAndNeverShown() {
        List<String> seen = new ArrayList<>();
        peer.fault(exchange -> {
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            seen.add(header);
            return !("Bearer " + TOKEN).equals(header) && reply(exchange, 401, "text/plain", "who are you?");
        });
        try (ChromaStore store = builder()
                .headers(() -> Map.of("Authorization", "Bearer " + TOKEN))
                .connect()) {
            assertThat(store.count()).isZero();
            assertThat(store.toString()).doesNotContain(TOKEN);
            assertThat(seen).isNotEmpty().allMatch(("Bearer " + TOKEN)::equals);

            peer.fault(exchange -> reply(
                    exchange,
                    403,
                    "text/plain",
                    "bad " + exchange.getRequestHeaders().getFirst("Authorization")));
            assertThatThrownBy(store::count)
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("bad Bearer ***")
                    .hasMessageNotContaining(TOKEN);
        }
        assertThatThrownBy(() -> builder().connect())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("headers");
    }

    @Test
    void headers_valueThatHttpForbids_isRefusedWithoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .headers(() -> Map.of("x-chroma-token", TOKEN + "\n"))
                        .connect())
                .withMessageContaining("x-chroma-token")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TOKEN))
                .withNoCause();
    }

    @Test
    void builder_addressWithCredentials_isRefusedWithoutShowingThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ChromaStore.builder(URI.create("http://me:" + TOKEN + "@localhost:8000"), "films", SPACE))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TOKEN));
        for (String wrong : List.of("localhost:8000", "ftp://localhost", "http:///x", "http://localhost/?a=b")) {
            assertThatIllegalArgumentException()
                    .as(wrong)
                    .isThrownBy(() -> ChromaStore.builder(URI.create(wrong), "films", SPACE));
        }
    }

    @Test
    void call_interruptedWhileWaiting_isCancelledAndKeepsTheFlag() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ChromaStore store = builder().connect()) {
            peer.fault(exchange -> {
                arrived.countDown();
                return await(end);
            });
            assertCancelled(store, arrived);
        } finally {
            end.countDown();
        }
    }

    @Test
    void call_interruptedBetweenAttempts_isCancelledAndKeepsTheFlag() throws Exception {
        CountDownLatch arrived = new CountDownLatch(3);
        try (ChromaStore store = builder().retries(30).connect()) {
            peer.fault(exchange -> {
                arrived.countDown();
                return reply(exchange, 503, "text/plain", "starting");
            });
            assertCancelled(store, arrived);
        }
    }

    /** Interrupts a call once the server has seen it. */
    private static void assertCancelled(ChromaStore store, CountDownLatch arrived) throws Exception {
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                store.count();
                flag.completeExceptionally(new AssertionError("expected a CancellationException, found an answer"));
            } catch (CancellationException e) {
                flag.complete(Thread.currentThread().isInterrupted());
            } catch (RuntimeException e) {
                flag.completeExceptionally(e);
            }
        });
        caller.start();
        assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
        caller.interrupt();
        assertThat(flag.get(1, TimeUnit.MINUTES)).as("interrupt flag").isTrue();
    }

    @Test
    void upsert_failsHalfway_storesAFirstPartInOrder() {
        try (ChromaStore store = builder().connect()) {
            AtomicInteger upserts = new AtomicInteger();
            peer.fault(exchange -> exchange.getRequestURI().getPath().endsWith("/upsert")
                    && upserts.incrementAndGet() > 2
                    && reply(exchange, 500, "text/plain", "out of memory"));
            List<VectorRecord> records = new ArrayList<>();
            for (int i = 0; i < 5 * ChromaV1Peer.BATCH_LIMIT; i++) {
                records.add(record("r" + i));
            }

            assertThatThrownBy(() -> store.upsert(records)).isInstanceOf(PortUnavailableException.class);

            assertThat(peer.ids("films"))
                    .isEqualTo(records.subList(0, 2 * ChromaV1Peer.BATCH_LIMIT).stream()
                            .map(VectorRecord::id)
                            .toList());
            assertThat(store.versions(List.of("r0", "r829"))).isEqualTo(Map.of("r0", "1"));
        }
    }

    @Test
    void upsert_textThatIsNotUnicode_namesTheRecord() {
        try (ChromaStore store = builder().connect()) {
            VectorRecord broken = new VectorRecord("broken", EAST, "half a \ud83c pair", Attributes.EMPTY, "");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.upsert(List.of(record("a"), broken)))
                    .withMessageContaining("broken")
                    .withMessageContaining("Unicode");
            assertThat(store.count()).isZero();
        }
    }
}
