package io.movieai.retrieval;

import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.TextRole;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of films that others are to be like. Stores do not give vectors back, and people ask for the like of the same few
 * films, so those that were asked for last are kept: a film's document has several times as many words as a request.
 *
 * <p>Thread-safe. Two threads that ask for the same new film at once may both embed it.
 */
final class ExampleVectors {
    private static final int MOST = 500;

    private final Embedder embedder;
    private final Map<String, Embedding> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Embedding> eldest) {
            return size() > MOST;
        }
    };

    ExampleVectors(Embedder embedder) {
        this.embedder = embedder;
    }

    /**
     * Returns the vector of a film's document.
     *
     * @throws io.movieai.MovieAiException if the embedder fails
     */
    Embedding of(String document) {
        Embedding known = find(document);
        if (known != null) {
            return known;
        }
        Embedding embedded = embedder.embed(TextRole.DOCUMENT, document);
        synchronized (kept) {
            kept.put(document, embedded);
        }
        return embedded;
    }

    private @Nullable Embedding find(String document) {
        synchronized (kept) {
            return kept.get(document);
        }
    }
}
