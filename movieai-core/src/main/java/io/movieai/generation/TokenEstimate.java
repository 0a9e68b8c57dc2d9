package io.movieai.generation;

import java.util.List;

/**
 * How many tokens a text has at most, whichever model reads it.
 *
 * <p>Tokenizers differ, and none is at hand here, so each kind of character counts for more than it does in the models' own
 * documentation: DeepSeek gives 0.6 tokens for a Chinese character and 0.3 for an English one (API documentation, "Token and
 * Token Usage"), Cohere's multilingual model 1.1 Chinese characters a token (model card of multilingual-22-12). Here an
 * ideograph counts as 1, a letter as 1/3 with at least 1 for a word, a digit or a mark as 1, and what lies outside of the
 * Basic Multilingual Plane, such as an emoji, as 4: its bytes.
 */
final class TokenEstimate {
    /** What a chat's format adds for each message. */
    private static final int MESSAGE = 8;

    private static final int LETTERS = 3;
    private static final int BYTES = 4;

    private TokenEstimate() {}

    /** Returns the greatest likely number of tokens of these messages. */
    static int of(List<Message> messages) {
        return messages.stream()
                .mapToInt(message -> MESSAGE + of(message.text()))
                .sum();
    }

    /** Returns the greatest likely number of tokens of a text. */
    static int of(CharSequence text) {
        int tokens = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
                tokens += letters++ % LETTERS == 0 ? 1 : 0;
                continue;
            }
            letters = 0;
            if (Character.isHighSurrogate(c)) {
                tokens += BYTES;
            } else if (!Character.isLowSurrogate(c) && c != ' ') {
                tokens++;
            }
        }
        return tokens;
    }
}
