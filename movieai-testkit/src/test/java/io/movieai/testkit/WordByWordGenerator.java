package io.movieai.testkit;

import io.movieai.generation.Completion;
import io.movieai.generation.Generator;
import io.movieai.generation.Prompt;
import io.movieai.generation.TokenUsage;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Writes the request back, a word at a time: the smallest generator that keeps every promise of the port. */
class WordByWordGenerator implements Generator {
    private static final Pattern WORDS = Pattern.compile("(?<= )");

    @Override
    public Completion generate(Prompt prompt, Consumer<String> onText) {
        StringBuilder text = new StringBuilder();
        int limit = prompt.maxTokens().orElse(Integer.MAX_VALUE);
        int written = 0;
        for (String word :
                WORDS.splitAsStream("You asked: " + prompt.reading().text()).toList()) {
            checkInterrupted();
            if (written == limit) {
                return completion(text, written, Completion.Finish.LENGTH);
            }
            text.append(word);
            written++;
            onText.accept(word);
        }
        checkInterrupted();
        return completion(text, written, Completion.Finish.COMPLETE);
    }

    private static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }

    private static Completion completion(StringBuilder text, int written, Completion.Finish finish) {
        return new Completion(text.toString(), "word by word", new TokenUsage(0, written), finish);
    }
}
