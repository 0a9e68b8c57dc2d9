package io.movieai.testkit;

import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * An embedder without a model, for tests: texts that share words, or stretches of words, are near each other.
 *
 * <p>It counts the stretches of two and three characters of the text, in compatibility form (NFKC) and lower case, with
 * whatever is no letter or digit taken as one blank, and adds each to the component and with the sign that its hash
 * chooses (the "hashing trick"; Weinberger et al., <a href="https://arxiv.org/abs/0902.2206">Feature Hashing for Large
 * Scale Multitask Learning</a>, 2009). The same text gives the same vector everywhere and always, as a query and as a
 * document; nothing is ever cut. It knows no meaning: 科幻 and "science fiction" are as far apart as any two texts.
 *
 * <p>Safe for use by several threads. An instance costs nothing.
 */
public final class HashingEmbedder implements Embedder {
    private static final char BLANK = ' ';

    private final EmbeddingSpace space;
    private volatile boolean closed;

    /**
     * Makes an embedder.
     *
     * @param dimension the dimension of its vectors, at least 2; from 64 on, unrelated texts are about at right angles
     * @throws IllegalArgumentException if {@code dimension} is less than 2
     */
    public HashingEmbedder(int dimension) {
        if (dimension < 2) {
            throw new IllegalArgumentException("dimension: expected at least 2, found " + dimension);
        }
        space = new EmbeddingSpace("hashing", dimension);
    }

    @Override
    public EmbeddingSpace space() {
        return space;
    }

    @Override
    public List<Embedding> embed(TextRole role, List<String> texts) {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(texts, "texts");
        texts.forEach(text -> Objects.requireNonNull(text, "text"));
        if (closed) {
            throw new IllegalStateException("the embedder is closed");
        }
        return texts.stream().map(this::embed).toList();
    }

    private Embedding embed(String text) {
        int[] characters = characters(text);
        float[] components = new float[space.dimension()];
        for (int i = 0; i + 1 < characters.length; i++) {
            add(components, 1, characters[i], characters[i + 1], 0);
            if (i + 2 < characters.length) {
                add(components, 1, characters[i], characters[i + 1], characters[i + 2]);
            }
        }
        float sum = 0;
        for (float component : components) {
            sum += component * component;
        }
        if (sum == 0) {
            // No letters, or (rare) counts that cancelled each other out.
            add(components, 1, BLANK, 0, 0);
        }
        return Embedding.normalized(components);
    }

    /** Returns the letters and digits between single blanks, with a blank at either end. */
    private static int[] characters(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder spaced = new StringBuilder(folded.length() + 2).append(BLANK);
        folded.codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character)) {
                spaced.appendCodePoint(character);
            } else if (spaced.charAt(spaced.length() - 1) != BLANK) {
                spaced.append(BLANK);
            }
        });
        if (spaced.charAt(spaced.length() - 1) != BLANK) {
            spaced.append(BLANK);
        }
        return spaced.codePoints().toArray();
    }

    private static void add(float[] components, float weight, int first, int second, int third) {
        long hash = mix(mix(mix(first) ^ second) ^ third);
        int component = (int) Long.remainderUnsigned(hash >>> 1, components.length);
        components[component] += (hash & 1) == 0 ? weight : -weight;
    }

    /** Spreads a value over 64 bits, each of which depends on all of its bits (MurmurHash3's finalizer). */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    @Override
    public void close() {
        closed = true;
    }
}
