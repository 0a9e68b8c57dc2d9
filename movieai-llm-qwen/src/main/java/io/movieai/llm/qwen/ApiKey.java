package io.movieai.llm.qwen;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key that a service knows its customer by. It is sent to the service and never shown: neither {@link #toString()} nor
 * any message or log holds it. Immutable.
 */
public final class ApiKey {
    private final String value;

    private ApiKey(String value) {
        this.value = value;
    }

    /**
     * Returns a key.
     *
     * @param value the key; spaces and line ends around it are dropped
     * @throws IllegalArgumentException if it is blank, or holds something that no HTTP header can carry; the message does
     *     not show it
     */
    public static ApiKey of(String value) {
        return of(value, "API key");
    }

    /**
     * Returns the key that an environment variable holds.
     *
     * @param variable the variable's name, for example {@code QWEN_API_KEY}
     * @throws IllegalArgumentException if the variable is not set or holds no usable key; the message does not show it
     */
    public static ApiKey fromEnvironment(String variable) {
        ApiKey key = find(variable, System.getenv());
        if (key == null) {
            throw new IllegalArgumentException(
                    variable + ": expected an API key in this environment variable, found it not set");
        }
        return key;
    }

    /** Returns the key that a variable holds, or null where it is not set or empty. */
    static @Nullable ApiKey find(String variable, Map<String, String> environment) {
        String value = environment.getOrDefault(Objects.requireNonNull(variable, "variable"), "");
        return value.isBlank() ? null : of(value, variable);
    }

    private static ApiKey of(String value, String name) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException(name + ": expected an API key, found a blank text");
        }
        if (!stripped.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(name + ": expected an API key of ASCII letters, digits and signs, found"
                    + " other characters in it (it is not shown)");
        }
        return new ApiKey(stripped);
    }

    String value() {
        return value;
    }

    /** Returns a text without the key. */
    @Override
    public String toString() {
        return "ApiKey(***)";
    }
}
