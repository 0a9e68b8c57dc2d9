package io.movieai.llm.qwen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.AuthenticationException;
import io.movieai.ContentRejectedException;
import io.movieai.MalformedResponseException;
import io.movieai.MovieAiException;
import io.movieai.PortRejectedException;
import io.movieai.PortUnavailableException;
import io.movieai.RateLimitedException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what a service says into the library's exceptions. No message holds the key. */
final class Failures {
    static final String PORT = "Generator";

    private static final int SHOWN = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** DashScope's name for the refusal of its content filter, and that of Azure, without signs and in lower case. */
    private static final Set<String> FILTERED =
            Set.of("datainspectionfailed", "contentfilter", "contentpolicyviolation");

    private final String target;
    private final @Nullable String secret;

    /**
     * @param target what is talked to, for messages
     * @param key what messages must not hold, or null
     */
    Failures(String target, @Nullable ApiKey key) {
        this.target = target;
        this.secret = key == null ? null : key.value();
    }

    /**
     * What a service says of an error.
     *
     * @param code the service's name for it, may be empty
     * @param message for people, may be empty
     * @param request the service's id of the request, may be empty
     */
    private record Report(String code, String message, String request) {
        /** The code without what spellings differ in: {@code data_inspection_failed} is {@code DataInspectionFailed}. */
        String name() {
            return code.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return (code.isEmpty() ? "" : code + ": ")
                    + message
                    + (request.isEmpty() ? "" : " (request " + request + ")");
        }
    }

    /**
     * Returns the exception for an answer whose status is not a success.
     *
     * @param body its beginning
     * @param retryAfter how long the service asked to wait, or null
     */
    MovieAiException ofStatus(int status, String body, String requestId, @Nullable Duration retryAfter) {
        Report read = report(redact(body));
        Report report = read == null ? new Report("", beginning(body), requestId) : withId(read, requestId);
        String found = "expected an answer, found status " + status
                + (report.toString().isEmpty() ? "" : ", " + report);
        if (status < 500 && FILTERED.contains(report.name())) {
            return filtered(found);
        } else if (status == 401 || status == 403) {
            return unauthenticated(found);
        } else if (status == 429) {
            return new RateLimitedException(PORT, target, found, retryAfter, null);
        } else if (status >= 500 || status == 408) {
            return new PortUnavailableException(PORT, target, found, null);
        } else if (status >= 300 && status < 400) {
            return rejected(found + "; give the address that it leads to as the base URL");
        }
        return rejected(
                status == 404 ? found + "; check the base URL and the model's name" : found + "; check the settings");
    }

    /**
     * Returns the exception for an error that a service reports in a stream or with a status of success, or null where the
     * text reports none.
     */
    @Nullable
    MovieAiException ofData(String data, String requestId) {
        if (!data.contains("\"error\"") && !data.contains("\"code\"")) {
            return null;
        }
        Report read = report(redact(data));
        if (read == null) {
            return null;
        }
        Report report = withId(read, requestId);
        String name = report.name();
        String found = "expected an answer, found an error: " + report;
        if (FILTERED.contains(name)) {
            return filtered(found);
        } else if (name.contains("apikey") || name.contains("accessdenied") || name.contains("authentication")) {
            return unauthenticated(found);
        } else if (name.startsWith("throttling") || name.contains("ratelimit") || name.startsWith("limit")) {
            return new RateLimitedException(PORT, target, found, null, null);
        } else if (name.startsWith("invalid") || name.contains("notfound") || name.equals("arrearage")) {
            return rejected(found);
        }
        return new PortUnavailableException(PORT, target, found, null);
    }

    private ContentRejectedException filtered(String found) {
        return new ContentRejectedException(
                PORT, target, found + "; the content filter refuses this text, so send less of it or other", null);
    }

    private AuthenticationException unauthenticated(String found) {
        return new AuthenticationException(
                PORT, target, found + "; check the API key, and that it belongs to the region of this address", null);
    }

    private PortRejectedException rejected(String found) {
        return new PortRejectedException(PORT, target, found, null);
    }

    PortUnavailableException unavailable(String message, @Nullable Throwable cause) {
        return new PortUnavailableException(PORT, target, message, cause);
    }

    /**
     * Returns the exception for something that cannot be read.
     *
     * @param expected what should have come
     * @param found what came, from its beginning
     */
    MalformedResponseException malformed(String expected, String found, @Nullable Throwable cause) {
        return new MalformedResponseException(
                PORT, target, "expected " + expected + ", found: " + beginning(found), cause);
    }

    /** Returns the beginning of a text, without the key. */
    private String beginning(String text) {
        String safe = redact(text).strip();
        return cut(safe);
    }

    private String redact(String text) {
        return secret == null ? text : text.replace(secret, "***");
    }

    private static Report withId(Report report, String requestId) {
        return report.request().isEmpty() ? new Report(report.code(), report.message(), requestId) : report;
    }

    /**
     * Reads an error: {@code {"error": {"code", "message", "type"}, "request_id"}} as OpenAI and DashScope send it, {@code
     * {"code", "message", "request_id"}} as other parts of DashScope do, or {@code {"error": "…"}}.
     */
    private static @Nullable Report report(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
        if (json == null || !json.isObject()) {
            return null;
        }
        JsonNode error = json.path("error");
        String request = json.path("request_id").asText("");
        if (error.isTextual()) {
            return new Report("", cut(error.asText()), request);
        }
        if (error.isObject()) {
            String code = error.path("code").isTextual() ? error.path("code").asText() : "";
            return new Report(
                    code.isEmpty() ? error.path("type").asText("") : code,
                    cut(error.path("message").asText("")),
                    request);
        }
        if (json.has("message") && json.has("code")) {
            return new Report(
                    json.path("code").asText(""), cut(json.path("message").asText("")), request);
        }
        return null;
    }

    private static String cut(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN) + "…";
    }
}
