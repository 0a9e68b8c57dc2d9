package io.movieai.llm.qwen;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a generator was built with, checked.
 *
 * @param key null for a server that needs none
 * @param baseUrl without a slash at its end
 */
record QwenOptions(
        @Nullable ApiKey key,
        URI baseUrl,
        String model,
        double temperature,
        int maxTokens,
        Duration connectTimeout,
        Duration readTimeout,
        int maxRetries,
        Thinking thinking) {
    static final URI DASHSCOPE = URI.create("https://dashscope.aliyuncs.com/compatible-mode/v1");

    private static final String PATH = "/chat/completions";

    /** Returns the model and the server, as messages name them. */
    String target() {
        return model + " at " + baseUrl;
    }

    URI endpoint() {
        return URI.create(baseUrl + PATH);
    }

    /** Returns where the server lists its models. */
    URI models() {
        return URI.create(baseUrl + "/models");
    }

    /** Returns whether an address is one of Alibaba Cloud's, in any region. */
    static boolean isAlibabaCloud(URI url) {
        return url.getHost().toLowerCase(Locale.ROOT).endsWith(".aliyuncs.com");
    }

    /** Returns the fields of a request that the protocol of OpenAI does not have. */
    Map<String, Object> extraFields() {
        if (thinking == Thinking.MODEL_DEFAULT) {
            return Map.of();
        }
        Map<String, Object> field = Map.of("enable_thinking", thinking == Thinking.ON);
        return isAlibabaCloud(baseUrl)
                ? field
                : Map.of("enable_thinking", thinking == Thinking.ON, "chat_template_kwargs", field);
    }

    /**
     * Returns an address without a slash at its end.
     *
     * @param name of the setting, for messages
     */
    static URI checkedUrl(String text, String name) {
        String stripped = text.strip();
        while (stripped.endsWith("/")) {
            stripped = stripped.substring(0, stripped.length() - 1);
        }
        URI url;
        try {
            url = URI.create(stripped);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + ": expected an address such as " + DASHSCOPE + ", found " + shown(text), e);
        }
        // An address may hold a password here, so it is not shown.
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(name
                    + ": expected an address without user, query and fragment, found one with; give the key as a key");
        }
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException(
                    name + ": expected an http or https address such as " + DASHSCOPE + ", found " + shown(text));
        }
        if (stripped.endsWith(PATH)) {
            throw new IllegalArgumentException(name + ": expected the address that ends before " + PATH
                    + ", because that is added to it, found '" + text + "'");
        }
        return url;
    }

    /** An address that cannot be read may hold a password all the same. */
    private static String shown(String address) {
        return address.contains("@") ? "another with an @ in it" : "'" + address + "'";
    }

    static double checkedTemperature(double value, String name) {
        if (!(value >= 0 && value <= 2)) {
            throw new IllegalArgumentException(name + ": expected a number from 0 to 2, found " + value);
        }
        return value;
    }

    static int checkedMaxTokens(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1, found " + value);
        }
        return value;
    }

    static String checkedModel(String value, String name) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": expected the name of a model, for example qwen-max-latest, found a blank text");
        }
        return stripped;
    }

    static Duration checkedTimeout(Duration value, String name) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + ": expected more than zero, found " + value);
        }
        return value;
    }
}
