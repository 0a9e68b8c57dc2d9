package io.movieai.llm.qwen;

import io.movieai.Deadline;
import io.movieai.generation.Message;
import io.movieai.generation.Message.Role;
import io.movieai.generation.Prompt;
import io.movieai.query.Reading;
import io.movieai.text.Language;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Prompts to send to a peer, which does not read them. */
final class Prompts {
    static final String QUESTION = "推荐一部“黑帮”片\n不要太长 🎬";

    private static final Reading READING = new Reading(
            QUESTION,
            Language.CHINESE,
            List.of(),
            List.of(),
            OptionalInt.empty(),
            QUESTION,
            Reading.Intent.FIND,
            List.of(),
            List.of(),
            false);

    private Prompts() {}

    static Prompt plain() {
        return until(Deadline.NONE);
    }

    static Prompt until(Deadline deadline) {
        return of(OptionalDouble.empty(), OptionalInt.empty(), deadline, new Message(Role.USER, QUESTION));
    }

    static Prompt of(OptionalDouble temperature, OptionalInt maxTokens, Deadline deadline, Message... messages) {
        return new Prompt(READING, List.of(), List.of(), List.of(messages), temperature, maxTokens, deadline);
    }
}
