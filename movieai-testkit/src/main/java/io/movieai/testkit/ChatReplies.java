package io.movieai.testkit;

import io.movieai.testkit.ChatServer.Reply;
import io.movieai.testkit.ChatServer.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answers of chat completions in DashScope's OpenAI-compatible mode: streams of server-sent events, and errors.
 *
 * <p>A stream has a first chunk with the role, one for each piece of reasoning ({@code reasoning_content}) and of text
 * ({@code content}), one with the reason why it ended, one with the usage and no choices if the request asked for it
 * ({@code stream_options.include_usage}), and {@code [DONE]}. An error is one JSON object with {@code error.code}, {@code
 * error.message}, {@code error.type} and {@code request_id}.
 */
public final class ChatReplies {
    /** How many tokens each request is said to have. */
    public static final int PROMPT_TOKENS = 42;

    private static final Pattern MAX_TOKENS = Pattern.compile("\"max_tokens\"\\s*:\\s*(\\d+)");
    private static final Pattern WANTS_USAGE = Pattern.compile("\"include_usage\"\\s*:\\s*true");

    private ChatReplies() {}

    /** Returns a whole answer. Each piece of it counts as one token, and {@code max_tokens} of the request is kept. */
    public static Reply answer(String... pieces) {
        return reasoned(List.of(), pieces);
    }

    /** Returns a whole answer of a thinking model, reasoning first. Each piece of both counts as one token. */
    public static Reply reasoned(List<String> reasoning, String... pieces) {
        return (request, exchange) -> {
            exchange.beginStream();
            exchange.event(chunk("\"role\":\"assistant\",\"content\":\"\"", "null"));
            for (String piece : reasoning) {
                exchange.event(reasoningChunk(piece));
            }
            int limit = Math.min(pieces.length, Math.max(0, maxTokens(request) - reasoning.size()));
            for (String piece : List.of(pieces).subList(0, limit)) {
                exchange.event(textChunk(piece));
            }
            exchange.event(chunk("\"content\":\"\"", limit < pieces.length ? "\"length\"" : "\"stop\""));
            finish(request, exchange, reasoning.size() + limit);
        };
    }

    /** Sends what ends every stream: the usage if it was asked for, and {@code [DONE]}. */
    public static void finish(Request request, ChatExchange exchange, int completionTokens) throws IOException {
        if (WANTS_USAGE.matcher(request.body()).find()) {
            exchange.event(usageChunk(completionTokens));
        }
        exchange.event("[DONE]");
        exchange.end();
    }

    /** Returns an error as the service reports it. */
    public static Reply error(int status, String code, String message) {
        return error(status, code, message, Map.of());
    }

    /** Returns an error as the service reports it, with further headers such as {@code Retry-After}. */
    public static Reply error(int status, String code, String message, Map<String, String> headers) {
        return body(
                status,
                "application/json",
                "{\"error\":" + errorObject(code, message) + ",\"request_id\":\"peer-request\"}",
                headers);
    }

    /** Returns an answer of any kind. */
    public static Reply body(int status, String contentType, String body, Map<String, String> headers) {
        return (request, exchange) -> {
            exchange.begin(status, contentType, headers);
            exchange.write(body);
            exchange.end();
        };
    }

    /** Returns the data of an event that adds a piece of text. */
    public static String textChunk(String piece) {
        return chunk("\"content\":" + quote(piece), "null");
    }

    /** Returns the data of an event that adds a piece of reasoning. */
    public static String reasoningChunk(String piece) {
        return chunk("\"content\":null,\"reasoning_content\":" + quote(piece), "null");
    }

    /** Returns the data of an event that says why the answer ended, for example {@code stop}. */
    public static String finishChunk(String reason) {
        return chunk("\"content\":\"\"", quote(reason));
    }

    /** Returns the data of the event with the usage, which has no choices. */
    public static String usageChunk(int completionTokens) {
        return "{\"choices\":[],\"object\":\"chat.completion.chunk\",\"usage\":{\"prompt_tokens\":" + PROMPT_TOKENS
                + ",\"completion_tokens\":" + completionTokens + ",\"total_tokens\":"
                + (PROMPT_TOKENS + completionTokens) + ",\"prompt_tokens_details\":{\"cached_tokens\":0}},"
                + "\"created\":1763600000,\"system_fingerprint\":null,\"model\":\"qwen-peer\",\"id\":\"chatcmpl-peer\"}";
    }

    /** Returns the data of an event that reports an error in the middle of a stream. */
    public static String errorChunk(String code, String message) {
        return "{\"error\":" + errorObject(code, message) + ",\"request_id\":\"peer-request\"}";
    }

    private static String errorObject(String code, String message) {
        return "{\"code\":" + quote(code) + ",\"param\":null,\"message\":" + quote(message) + ",\"type\":" + quote(code)
                + "}";
    }

    private static String chunk(String delta, String finish) {
        return "{\"choices\":[{\"delta\":{" + delta + "},\"finish_reason\":" + finish
                + ",\"index\":0,\"logprobs\":null}],\"object\":\"chat.completion.chunk\",\"usage\":null,"
                + "\"created\":1763600000,\"system_fingerprint\":null,\"model\":\"qwen-peer\",\"id\":\"chatcmpl-peer\"}";
    }

    private static int maxTokens(Request request) {
        Matcher matcher = MAX_TOKENS.matcher(request.body());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
