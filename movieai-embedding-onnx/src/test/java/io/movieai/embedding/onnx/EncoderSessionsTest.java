package io.movieai.embedding.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.embedding.Embedding;
import io.movieai.embedding.TextRole;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EncoderSessionsTest {
    private static final double SAME = 1 - 1e-6;

    @Test
    void embed_alone_besideOthersOrAsOneOfMany_givesTheSameVectors() throws Exception {
        List<String> texts = IntStream.range(0, 40)
                .mapToObj(i -> "一部讲" + i + "个人如何回家的电影。".repeat(1 + i % 5))
                .toList();
        try (OnnxEmbedder embedder = OnnxEmbedder.builder(BundledModel.BGE_SMALL_ZH)
                .threads(2)
                .queryCacheSize(0)
                .maxBatchTokens(64)
                .open()) {
            List<Embedding> alone = texts.stream()
                    .map(text -> embedder.embed(TextRole.QUERY, text))
                    .toList();
            List<Embedding> together = embedder.embed(TextRole.QUERY, texts);
            List<Embedding> beside = atOnce(texts, embedder);

            for (int i = 0; i < texts.size(); i++) {
                assertThat(together.get(i).cosine(alone.get(i))).isGreaterThan(SAME);
                assertThat(beside.get(i).cosine(alone.get(i))).isGreaterThan(SAME);
            }
        }
    }

    private static List<Embedding> atOnce(List<String> texts, OnnxEmbedder embedder) throws Exception {
        int threads = 4;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Embedding>>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                List<String> part = texts.subList(i * texts.size() / threads, (i + 1) * texts.size() / threads);
                Callable<List<Embedding>> task = () -> {
                    start.await(60, TimeUnit.SECONDS);
                    return part.stream()
                            .map(text -> embedder.embed(TextRole.QUERY, text))
                            .toList();
                };
                parts.add(executor.submit(task));
            }
            List<Embedding> all = new ArrayList<>();
            for (Future<List<Embedding>> part : parts) {
                all.addAll(part.get(60, TimeUnit.SECONDS));
            }
            return all;
        } finally {
            executor.shutdownNow();
        }
    }
}
