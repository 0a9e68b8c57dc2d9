package io.movieai.llm.qwen;

import java.util.function.Consumer;

/**
 * The answer's text on its way to the listener. Leaves out reasoning that a server sends as part of the text, between {@code
 * <think>} and {@code </think>} at its beginning, and never cuts a character in two. Not safe for use by several threads.
 */
final class AnswerText {
    /** Far more than any limit on tokens allows; a text that is longer never ends. */
    static final int LONGEST = 1 << 20;

    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private enum State {
        /** Nothing but what may be the opening tag has come. */
        BEGINNING,
        REASONING,
        /** The reasoning has ended, the spaces after it have not. */
        BETWEEN,
        TEXT
    }

    private final Consumer<String> listener;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder held = new StringBuilder();
    private State state = State.BEGINNING;
    private boolean started;

    AnswerText(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Returns whether the listener has been called. */
    boolean started() {
        return started;
    }

    /** Forgets a beginning that the listener has not been given. */
    void restart() {
        held.setLength(0);
        state = State.BEGINNING;
    }

    /** Takes the next piece as the server sent it. */
    void add(String piece) {
        held.append(piece);
        if (state == State.BEGINNING) {
            begin();
        }
        if (state == State.REASONING) {
            reason();
        }
        if (state == State.BETWEEN) {
            skipSpaces();
        }
        if (state == State.TEXT) {
            int end = held.length();
            if (end > 0 && Character.isHighSurrogate(held.charAt(end - 1))) {
                end--;
            }
            emit(end);
        }
    }

    /** Hands out what was held back. */
    void end() {
        if (state == State.BEGINNING || state == State.TEXT) {
            emit(held.length());
        }
    }

    private void begin() {
        String beginning = held.toString().stripLeading();
        if (beginning.startsWith(OPEN)) {
            held.delete(0, held.length() - beginning.length() + OPEN.length());
            state = State.REASONING;
        } else if (!OPEN.startsWith(beginning)) {
            state = State.TEXT;
        }
    }

    private void reason() {
        int close = held.indexOf(CLOSE);
        if (close >= 0) {
            held.delete(0, close + CLOSE.length());
            state = State.BETWEEN;
        } else {
            held.delete(0, Math.max(0, held.length() - CLOSE.length() + 1));
        }
    }

    private void skipSpaces() {
        int spaces = 0;
        while (spaces < held.length() && Character.isWhitespace(held.charAt(spaces))) {
            spaces++;
        }
        held.delete(0, spaces);
        if (held.length() > 0) {
            state = State.TEXT;
        }
    }

    private void emit(int end) {
        if (end > 0) {
            String piece = held.substring(0, end);
            held.delete(0, end);
            text.append(piece);
            started = true;
            listener.accept(piece);
        }
    }

    /** Returns how long the text is. */
    int length() {
        return text.length();
    }

    /** Returns all that the listener was given. */
    @Override
    public String toString() {
        return text.toString();
    }
}
