package io.movieai.app;

import io.movieai.generation.Generator;
import io.movieai.generation.TemplateGenerator;
import io.movieai.llm.qwen.QwenGenerator;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that writes answers. What the model is asked with stands in the environment. */
final class LlmOptions {
    /** What writes the answers. */
    enum Llm {
        /** Qwen where there is a key for it, else templates. */
        AUTO,
        QWEN,
        TEMPLATE
    }

    private final Map<String, String> environment;

    @Option(names = "--llm", paramLabel = "LLM", defaultValue = "auto", descriptionKey = "llm")
    private Llm llm = Llm.AUTO;

    LlmOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Returns what writes the answers; asks no server.
     *
     * @throws IllegalArgumentException if a variable of the environment is not usable, or the key is missing
     */
    Generator open() {
        return qwen().<Generator>map(qwen -> qwen).orElseGet(TemplateGenerator::new);
    }

    /** Returns the language model, or empty where templates write the answers. */
    Optional<QwenGenerator> qwen() {
        boolean hasKey = !environment.getOrDefault("QWEN_API_KEY", "").isBlank();
        return llm == Llm.QWEN || (llm == Llm.AUTO && hasKey)
                ? Optional.of(QwenGenerator.fromEnvironment(environment))
                : Optional.empty();
    }
}
