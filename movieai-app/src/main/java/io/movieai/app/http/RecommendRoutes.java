package io.movieai.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.movieai.AnswerListener;
import io.movieai.Recommendation;
import io.movieai.app.http.Conversations.Named;
import io.movieai.app.http.EventStream.ClientLeftException;
import io.movieai.app.json.AnswerJson;
import io.movieai.app.json.UnderstoodJson;
import io.movieai.query.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;

/** Requests for films: answered as a whole or as a stream, alone or in a conversation. */
final class RecommendRoutes {
    private final Backend backend;
    private final WorkQueue queue;
    private final BodyReader bodies;
    private final AskReader asks = new AskReader();
    private final Conversations conversations;
    private final ServiceMetrics metrics;
    private final Limits limits;
    private final Executor connections;

    RecommendRoutes(
            Backend backend,
            WorkQueue queue,
            BodyReader bodies,
            Conversations conversations,
            ServiceMetrics metrics,
            Limits limits,
            Executor connections) {
        this.backend = backend;
        this.queue = queue;
        this.bodies = bodies;
        this.conversations = conversations;
        this.metrics = metrics;
        this.limits = limits;
        this.connections = connections;
    }

    /** {@code POST /api/recommend}: one request; in a conversation only when it names one. */
    void recommend(Context context) throws IOException {
        answer(context, false);
    }

    /** {@code POST /api/chat}: a request of a conversation, which starts one when it names none. */
    void chat(Context context) throws IOException {
        answer(context, true);
    }

    /** {@code POST /api/recommend/stream}. */
    void recommendStream(Context context) throws IOException {
        stream(context, false);
    }

    /** {@code POST /api/chat/stream}. */
    void chatStream(Context context) throws IOException {
        stream(context, true);
    }

    private void answer(Context context, boolean chat) throws IOException {
        Ask ask = asks.read(bodies.read(context.req()));
        Optional<Named> conversation = conversation(ask, chat);
        Answers.later(context, queue.submit(() -> summary(ask, conversation, new Silent(ask))), connections);
    }

    private void stream(Context context, boolean chat) throws IOException {
        Ask ask = asks.read(bodies.read(context.req()));
        Optional<Named> conversation = conversation(ask, chat);
        String requestId = RequestId.of(context);
        // Refusals for lack of room come before the stream begins, as an ordinary answer.
        var done = queue.submit(() -> {
            try (EventStream stream = EventStream.open(context.res())) {
                ScheduledFuture<?> beats = queue.every(limits.heartbeat(), stream::beat);
                try {
                    stream.send("summary", summary(ask, conversation, new Streamed(ask, stream)));
                } catch (ClientLeftException e) {
                    metrics.clientLeft();
                } catch (RuntimeException e) {
                    tell(stream, e, requestId);
                } finally {
                    beats.cancel(false);
                }
            }
            return Optional.empty();
        });
        context.future(() -> done);
    }

    private void tell(EventStream stream, RuntimeException failure, String requestId) {
        if (stream.clientLeft()) {
            metrics.clientLeft();
            return;
        }
        ApiException error = ErrorAnswers.of(failure, requestId);
        try {
            stream.send("error", ErrorAnswers.body(error.text(), error.code()));
        } catch (ClientLeftException e) {
            metrics.clientLeft();
        }
    }

    private Optional<Named> conversation(Ask ask, boolean chat) {
        if (ask.conversation().isPresent()) {
            return Optional.of(conversations
                    .find(ask.conversation().get())
                    .orElseThrow(() -> ApiException.of(
                            404,
                            "conversation_not_found",
                            "conversation_id: expected one of a conversation that goes on, found an unknown or expired one;"
                                    + " leave it out to start another")));
        }
        return chat ? Optional.of(conversations.start()) : Optional.empty();
    }

    private ObjectNode summary(Ask ask, Optional<Named> conversation, AnswerListener listener) {
        Named named = conversation.orElseGet(conversations::start);
        Recommendation answer = backend.ai().follow(named.conversation(), ask.request(), listener);
        metrics.answered(answer);
        ObjectNode root =
                AnswerJson.tree(ask.request().query(), answer, backend.ai().catalog(), AnswerJson.Reader.CLIENT);
        if (conversation.isPresent()) {
            conversations.keep(named);
            root.put("conversation_id", named.id());
        }
        if (ask.rawResponse()) {
            root.set("raw_response", RawResponse.of(root.path("context")));
        }
        if (!ask.ignored().isEmpty()) {
            ArrayNode ignored = root.putArray("ignored");
            ask.ignored().forEach(ignored::add);
        }
        return root;
    }

    /** Takes back what the person took back. */
    private static class Silent implements AnswerListener {
        final Ask ask;

        Silent(Ask ask) {
            this.ask = ask;
        }

        @Override
        public Reading onReading(Reading reading) {
            return UnderstoodJson.without(reading, ask.without());
        }

        @Override
        public void onText(String piece) {}
    }

    /** Sends films and text as they come. */
    private final class Streamed extends Silent {
        private final EventStream stream;

        Streamed(Ask ask, EventStream stream) {
            super(ask);
            this.stream = stream;
        }

        @Override
        public void onFilms(Reading reading, List<Recommendation.Film> films) {
            stream.send(
                    "films",
                    AnswerJson.tree(
                            ask.request().query(), reading, films, backend.ai().catalog()));
        }

        @Override
        public void onText(String piece) {
            stream.send("text", Answers.object().put("text", piece));
        }
    }
}
