package io.movieai.llm.qwen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.movieai.Deadline;
import io.movieai.PortUnavailableException;
import io.movieai.RateLimitedException;
import io.movieai.testkit.ChatReplies;
import io.movieai.testkit.ChatServer;
import io.movieai.testkit.ChatServer.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever does not want the answer any longer gets the thread back, and the server its connection. */
@Timeout(60)
class QwenCancellationTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ChatServer server = ChatServer.start();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private final QwenGenerator generator =
            QwenGenerator.builder().baseUrl(server.baseUrl()).build();

    @AfterEach
    void stop() {
        generator.close();
        server.close();
    }

    /** Sends one piece, and then nothing until the client closes the connection. */
    private Reply stalling() {
        return (request, exchange) -> {
            exchange.beginStream();
            exchange.event(ChatReplies.textChunk("教"));
            closed.complete(exchange.awaitClosed(LONG));
        };
    }

    private void assertConnectionClosed() throws Exception {
        assertThat(closed.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .as("connection closed by the client")
                .isTrue();
    }

    @Test
    void generate_interruptedWhileWaitingForMore_endsAndClosesTheConnection() throws Exception {
        server.reply(stalling());
        Thread caller = Thread.currentThread();

        // The listener lets another thread interrupt this one, which by then waits for the second piece or is about to.
        Throwable failure =
                catchThrowable(() -> generator.generate(Prompts.plain(), piece -> daemon(caller::interrupt)));

        assertThat(Thread.interrupted()).as("interrupt flag").isTrue();
        assertThat(failure).isInstanceOf(CancellationException.class);
        assertConnectionClosed();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void generate_interruptedWhileWaitingForTheAnswer_endsAndClosesTheConnection() throws Exception {
        Thread caller = Thread.currentThread();
        server.reply((request, exchange) -> {
            caller.interrupt();
            closed.complete(exchange.awaitClosed(LONG));
        });

        Throwable failure = catchThrowable(() -> generator.generate(Prompts.plain(), piece -> {}));

        assertThat(Thread.interrupted()).as("interrupt flag").isTrue();
        assertThat(failure).isInstanceOf(CancellationException.class);
        assertConnectionClosed();
    }

    @Test
    void generate_interruptedBetweenAttempts_ends() {
        Thread caller = Thread.currentThread();
        server.reply((request, exchange) -> {
            ChatReplies.error(429, "limit_requests", "slow down", Map.of("Retry-After", "9"))
                    .send(request, exchange);
            caller.interrupt();
        });

        Throwable failure = catchThrowable(() -> generator.generate(Prompts.plain(), piece -> {}));

        assertThat(Thread.interrupted()).as("interrupt flag").isTrue();
        assertThat(failure).isInstanceOf(CancellationException.class);
    }

    @Test
    void generate_listenerThrows_closesTheConnection() throws Exception {
        server.reply(stalling());
        RuntimeException thrown = new IllegalCallerException("enough");

        assertThatThrownBy(() -> generator.generate(Prompts.plain(), piece -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertConnectionClosed();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void generate_deadlineInTheMiddle_endsAndClosesTheConnection() throws Exception {
        server.reply(stalling());

        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(
                        () -> generator.generate(Prompts.until(Deadline.after(Duration.ofMillis(700))), piece -> {}))
                .withMessageContaining("caller's time");
        assertConnectionClosed();
    }

    @Test
    void generate_deadlineThatHasExpired_asksNobody() {
        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(() -> generator.generate(Prompts.until(Deadline.after(Duration.ZERO)), piece -> {}))
                .withMessageContaining("run out");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void generate_waitLongerThanTheTimeLeft_isNotWaited() {
        server.reply(ChatReplies.error(429, "limit_requests", "slow down", Map.of("Retry-After", "9")));

        assertThatExceptionOfType(RateLimitedException.class)
                .isThrownBy(
                        () -> generator.generate(Prompts.until(Deadline.after(Duration.ofSeconds(8))), piece -> {}));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void generate_afterClose_isRefused() {
        generator.close();

        assertThatThrownBy(() -> generator.generate(Prompts.plain(), piece -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
