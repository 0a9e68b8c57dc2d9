package io.movieai.pipeline;

import io.movieai.MovieAi;
import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import io.movieai.store.InMemoryVectorStore;
import io.movieai.testkit.HashingEmbedder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Ports in memory, wired, with a record of what was embedded. */
final class Ports {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

    final Recorder embedder = new Recorder();
    final InMemoryVectorStore store = InMemoryVectorStore.of(embedder.space());

    MovieAi.Builder builder() {
        return MovieAi.builder().embedder(embedder).vectorStore(store).clock(CLOCK);
    }

    MovieAi indexed() {
        return indexed(builder());
    }

    static MovieAi indexed(MovieAi.Builder builder) {
        MovieAi ai = builder.build();
        ai.index(TestFilms.CATALOG);
        return ai;
    }

    /** An embedder that remembers the texts it was given. */
    static final class Recorder implements Embedder {
        private final HashingEmbedder embedder = new HashingEmbedder(64);
        final List<String> documents = new ArrayList<>();
        final List<String> queries = new ArrayList<>();

        @Override
        public EmbeddingSpace space() {
            return embedder.space();
        }

        @Override
        public List<Embedding> embed(TextRole role, List<String> texts) {
            (role == TextRole.DOCUMENT ? documents : queries).addAll(texts);
            return embedder.embed(role, texts);
        }

        @Override
        public void close() {
            embedder.close();
        }
    }
}
