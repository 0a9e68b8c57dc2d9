package io.movieai.app.config;

import java.util.Arrays;
import java.util.Optional;

/** Everything that can be set outside the command line. The constants' names are the variables' names. */
public enum Setting {
    QWEN_API_KEY("", Kind.SECRET),
    QWEN_API_URL("", Kind.PLAIN),
    QWEN_MODEL("", Kind.PLAIN),
    QWEN_TEMPERATURE("", Kind.PLAIN),
    QWEN_MAX_TOKENS("", Kind.PLAIN),
    CHROMA_HOST("", Kind.PLAIN),
    CHROMA_PORT("", Kind.PLAIN),
    CHROMA_TENANT("", Kind.PLAIN),
    CHROMA_DATABASE("", Kind.PLAIN),
    CHROMA_COLLECTION("collection", Kind.PLAIN),
    CHROMA_TOKEN("", Kind.SECRET),
    MOVIEAI_DATA("data", Kind.PLAIN),
    MOVIEAI_STORE("store", Kind.PLAIN),
    MOVIEAI_INDEX("index", Kind.PLAIN),
    MOVIEAI_EMBEDDER("embedder", Kind.PLAIN),
    MOVIEAI_MODEL("taste.model", Kind.PLAIN),
    MOVIEAI_LLM("llm", Kind.PLAIN),
    MOVIEAI_HOST("host", Kind.PLAIN),
    MOVIEAI_PORT("port", Kind.PLAIN),
    MOVIEAI_ORIGINS("origins", Kind.PLAIN),
    MOVIEAI_WORKERS("workers", Kind.PLAIN),
    MOVIEAI_QUEUE("queue", Kind.PLAIN),
    MOVIEAI_TIMEOUT("timeout", Kind.PLAIN),
    MOVIEAI_API_KEY("", Kind.SECRET),
    MOVIEAI_LANG("", Kind.OF_PROCESS),
    MOVIEAI_HOME("", Kind.OF_PROCESS),
    MOVIEAI_CACHE("", Kind.OF_PROCESS),
    MOVIEAI_JAVA_OPTS("", Kind.OF_PROCESS);

    private final String option;
    private final Kind kind;

    private enum Kind {
        PLAIN,
        SECRET,
        /** Needed before a file could be read, so it counts in the environment alone. */
        OF_PROCESS
    }

    /** @param option the message key of the option that says the same on the command line, or an empty text */
    Setting(String option, Kind kind) {
        this.option = option;
        this.kind = kind;
    }

    /** Returns the message key of the option that says the same on the command line; empty if there is none. */
    public String option() {
        return option;
    }

    /** Returns whether the value is never shown. */
    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /** Returns whether it counts in the process's environment alone. */
    boolean isOfProcess() {
        return kind == Kind.OF_PROCESS;
    }

    static Optional<Setting> named(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }
}
