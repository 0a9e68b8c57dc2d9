package io.movieai.llm.qwen;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/** Reads the settings of a generator from environment variables. Variables that are not set or empty count as absent. */
final class QwenEnvironment {
    private static final String KEY = "QWEN_API_KEY";

    private static final String URL = "QWEN_API_URL";
    private static final String MODEL = "QWEN_MODEL";
    private static final String TEMPERATURE = "QWEN_TEMPERATURE";
    private static final String MAX_TOKENS = "QWEN_MAX_TOKENS";

    private QwenEnvironment() {}

    static QwenGenerator.Builder read(Map<String, String> environment) {
        QwenGenerator.Builder builder = QwenGenerator.builder();
        ApiKey key = ApiKey.find(KEY, environment);
        if (key != null) {
            builder.apiKey(key);
        }
        String url = value(URL, environment);
        URI address = url.isEmpty() ? QwenOptions.DASHSCOPE : QwenOptions.checkedUrl(url, URL);
        builder.baseUrl(address);
        String model = value(MODEL, environment);
        if (!model.isEmpty()) {
            builder.model(QwenOptions.checkedModel(model, MODEL));
        }
        String temperature = value(TEMPERATURE, environment);
        if (!temperature.isEmpty()) {
            double number = number(TEMPERATURE, temperature, "a number from 0 to 2", Double::valueOf);
            builder.temperature(QwenOptions.checkedTemperature(number, TEMPERATURE));
        }
        String maxTokens = value(MAX_TOKENS, environment);
        if (!maxTokens.isEmpty()) {
            int number = number(MAX_TOKENS, maxTokens, "a whole number from 1 on", Integer::valueOf);
            builder.maxTokens(QwenOptions.checkedMaxTokens(number, MAX_TOKENS));
        }
        if (key == null && QwenOptions.isAlibabaCloud(address)) {
            throw new IllegalArgumentException(KEY + ": expected the API key for " + address
                    + ", found it not set; set it," + " or set " + URL + " to a server that needs none");
        }
        return builder;
    }

    private static String value(String variable, Map<String, String> environment) {
        return environment.getOrDefault(variable, "").strip();
    }

    private static <N extends Number> N number(
            String variable, String text, String expected, Function<String, N> parse) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(variable + ": expected " + expected + ", found '" + text + "'", e);
        }
    }
}
