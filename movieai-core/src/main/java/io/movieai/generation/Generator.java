package io.movieai.generation;

import java.util.function.Consumer;

/**
 * Writes the answer.
 *
 * <p>Implementations are safe for use by several threads. Whoever opened a generator closes it. A generator that holds nothing
 * may go on after {@link #close()}; one that holds something throws {@link IllegalStateException} from then on.
 */
@FunctionalInterface
public interface Generator extends AutoCloseable {
    /**
     * Writes the answer to a prompt, handing out text as it is written.
     *
     * <p>The listener is called on the calling thread or on one other thread, never by two at a time, and for the last
     * time before this method returns. What it throws ends the generation and is thrown on. Interrupting the calling
     * thread ends the generation too: the interrupt flag stays set and {@link
     * java.util.concurrent.CancellationException} is thrown.
     *
     * <p>A generator that waits for something bounds all its waits together by the prompt's {@link Prompt#deadline()}, and
     * throws {@link io.movieai.PortUnavailableException} when it expires.
     *
     * @param prompt what to write
     * @param onText takes each new piece of the text, in order, never empty
     * @return the whole text, with what it cost
     * @throws IllegalStateException if the generator is closed and held something
     * @throws io.movieai.MovieAiException if the model or its service fails
     */
    Completion generate(Prompt prompt, Consumer<String> onText);

    /** Returns the name of the model, for people to read. Data: it never asks a server. */
    default String model() {
        return "custom";
    }

    /**
     * Checks, without writing anything and at next to no cost, that the model can be asked: that its server answers and is
     * ready, where there is one. Returns within seconds, or ends when its thread is interrupted. By default nothing is
     * checked.
     *
     * @throws io.movieai.MovieAiException if the model cannot be asked now
     */
    default void check() {}

    /** Releases what the generator holds. Idempotent. */
    @Override
    default void close() {}
}
