package io.movieai.embedding;

import java.util.List;

/**
 * Turns texts into unit-length vectors of one space.
 *
 * <p>Implementations are safe for use by several threads. Whoever opened an embedder closes it; {@code MovieAi}
 * does not. After {@link #close()} every call of {@link #embed} throws {@link
 * IllegalStateException}.
 */
public interface Embedder extends AutoCloseable {
    /** Returns the space that all vectors of this embedder lie in. Data: it never runs the model. */
    EmbeddingSpace space();

    /**
     * Embeds texts.
     *
     * <p>The answer has one embedding per text, in the order of the texts, each of {@link #space()}'s dimension and unit
     * length. A text gives the same vector (within 1e-5 per component) whatever else is in the list. An empty or blank
     * text is embedded like any other. A text that is longer than the model reads is cut, and its embedding says so
     * ({@link Embedding#truncated()}). Ill-formed UTF-16 (a lone surrogate) is embedded as an unknown character.
     *
     * @param role whether the texts are requests or documents
     * @param texts the texts; may be empty, holds no null
     * @throws NullPointerException if an argument or a text is null
     * @throws IllegalStateException if the embedder is closed
     * @throws io.movieai.MovieAiException if the model or its service fails
     */
    List<Embedding> embed(TextRole role, List<String> texts);

    /**
     * Embeds one text, as {@link #embed(TextRole, List)} does.
     *
     * @param role whether the text is a request or a document
     * @param text the text
     */
    default Embedding embed(TextRole role, String text) {
        return embed(role, List.of(text)).get(0);
    }

    /** Releases what the embedder holds. Idempotent. */
    @Override
    void close();
}
