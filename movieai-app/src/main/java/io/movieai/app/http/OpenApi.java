package io.movieai.app.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The description of the API that the program carries: {@code openapi.json} beside this class. */
final class OpenApi {
    private final String text;

    private OpenApi(String text) {
        this.text = text;
    }

    static OpenApi load() {
        try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException(
                        "expected openapi.json inside the program, found nothing: build it again");
            }
            return new OpenApi(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("expected to read openapi.json inside the program", e);
        }
    }

    /** {@code GET /openapi.json}. */
    void serve(Context context) {
        context.contentType("application/json;charset=utf-8").result(text);
    }
}
