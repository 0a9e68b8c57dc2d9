package io.movieai.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.movieai.app.json.AnswerJson;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Writes JSON answers. */
final class Answers {
    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void json(Context context, ObjectNode body) {
        context.contentType("application/json;charset=utf-8").result(AnswerJson.write(body));
    }

    /** Answers when a worker is done. The worker makes the text; a thread that serves connections sends it. */
    static void later(Context context, CompletableFuture<ObjectNode> body, Executor connections) {
        context.future(() -> body.thenAcceptAsync(tree -> json(context, tree), connections));
    }

    static void error(Context context, ApiException error) {
        context.status(error.status());
        error.retryAfter()
                .ifPresent(wait -> context.header("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
        if (error.status() == 408 || error.status() == 413) {
            // What is left of the body is not worth reading.
            context.header("Connection", "close");
        }
        json(context, ErrorAnswers.body(error.text(), error.code()));
    }
}
