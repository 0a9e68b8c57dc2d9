package io.movieai.testkit;

import static io.movieai.testkit.Nothing.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The suite that every {@link Embedder} passes. The test class of an adapter extends it and hands over an embedder. No test
 * can be left out.
 */
public abstract class EmbedderContract {
    private static final long SEED = 20_260_119;

    /** How far a component may be from what the same text gives in other company, as the port states it. */
    private static final float COMPONENT_TOLERANCE = 1e-5f;

    private static final double LENGTH_TOLERANCE = 1e-4;

    private static final List<String> TEXTS = List.of(
            "The Godfather",
            "教父",
            "推荐一部九十年代的科幻电影，不要太恐怖",
            "A hacker learns that the world is a simulation, and that he may be the one to end it.",
            "银行家蒙冤入狱，用一把小锤子和二十年的耐心挖通了自由之路。",
            "",
            " \t\n",
            "🎬",
            "?!",
            "Amélie ＡＢＣ １２３ 𠮷野家",
            "a",
            OddTexts.longText(900, SEED),
            OddTexts.longText(300, SEED + 1));

    private @Nullable Embedder opened;

    /** Opens an embedder. The suite calls it once in a test at most, and closes what it returns. */
    protected abstract Embedder open();

    private Embedder embedder() {
        Embedder embedder = open();
        opened = embedder;
        return embedder;
    }

    @AfterEach
    final void closeEmbedder() {
        if (opened != null) {
            opened.close();
        }
    }

    private static void assertSame(Embedding found, Embedding expected, String what) {
        assertThat(found.truncated()).as("%s: truncated", what).isEqualTo(expected.truncated());
        assertThat(distance(found, expected))
                .as("%s: greatest difference of a component", what)
                .isLessThanOrEqualTo(COMPONENT_TOLERANCE);
    }

    private static float distance(Embedding one, Embedding other) {
        float[] a = one.toArray();
        float[] b = other.toArray();
        assertThat(a).as("dimension").hasSameSizeAs(b);
        float greatest = 0;
        for (int i = 0; i < a.length; i++) {
            greatest = Math.max(greatest, Math.abs(a[i] - b[i]));
        }
        return greatest;
    }

    private static void assertOfSpace(Embedding embedding, EmbeddingSpace space, String what) {
        assertThat(embedding.dimension()).as("%s: dimension", what).isEqualTo(space.dimension());
        double squared = 0;
        for (float component : embedding.toArray()) {
            squared += (double) component * component;
        }
        assertThat(Math.sqrt(squared)).as("%s: length", what).isBetween(1 - LENGTH_TOLERANCE, 1 + LENGTH_TOLERANCE);
    }

    @Test
    void space_always_isTheSame() {
        Embedder embedder = embedder();
        EmbeddingSpace space = embedder.space();

        embedder.embed(TextRole.QUERY, "教父");
        assertThat(embedder.space()).isEqualTo(space);
        embedder.close();
        assertThat(embedder.space()).as("space of the closed embedder").isEqualTo(space);
    }

    @ParameterizedTest
    @EnumSource
    void embed_noTexts_givesNone(TextRole role) {
        assertThat(embedder().embed(role, List.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void embed_anyText_givesAUnitVectorOfTheSpace(TextRole role) {
        Embedder embedder = embedder();

        List<Embedding> embeddings = embedder.embed(role, TEXTS);

        assertThat(embeddings).hasSameSizeAs(TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            assertOfSpace(embeddings.get(i), embedder.space(), "text " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void embed_list_givesTheVectorsOfTheSingleTextsInOrder(TextRole role) {
        Embedder embedder = embedder();
        List<String> shuffled = new ArrayList<>(TEXTS);
        shuffled.addAll(TEXTS.subList(0, 3));
        Collections.shuffle(shuffled, new Random(SEED));

        List<Embedding> embeddings = embedder.embed(role, shuffled);

        assertThat(embeddings).hasSameSizeAs(shuffled);
        for (int i = 0; i < shuffled.size(); i++) {
            assertSame(embeddings.get(i), embedder.embed(role, shuffled.get(i)), "seed " + SEED + ", text " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void embed_longList_givesOneVectorForEachText(TextRole role) {
        Embedder embedder = embedder();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            texts.add("film " + i % 30 + " " + OddTexts.longText(i % 30, i % 30));
        }

        List<Embedding> embeddings = embedder.embed(role, texts);

        assertThat(embeddings).hasSameSizeAs(texts);
        for (int i = 30; i < texts.size(); i++) {
            assertSame(embeddings.get(i), embeddings.get(i % 30), "text " + i + " and text " + i % 30);
        }
    }

    @Test
    void embed_differentTexts_givesDifferentVectors() {
        Embedder embedder = embedder();
        List<String> texts = List.of("a film about the sea", "一部关于爱情的电影", "Toy Story", "Heat", "战争", "太空");

        List<Embedding> embeddings = embedder.embed(TextRole.DOCUMENT, texts);

        for (int i = 0; i < texts.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(embeddings.get(i).cosine(embeddings.get(j)))
                        .as("cosine of '%s' and '%s'", texts.get(i), texts.get(j))
                        .isLessThan(0.9999);
            }
        }
    }

    @Test
    void embed_query_isNearestToTheDocumentThatSaysTheSame() {
        Embedder embedder = embedder();
        List<String> texts = List.of("两个京剧演员半个世纪的悲欢离合", "大白鲨袭击了海滨小镇的游客", "程序员发现整个世界是虚拟的");
        List<Embedding> documents = embedder.embed(TextRole.DOCUMENT, texts);

        List<Embedding> queries = embedder.embed(TextRole.QUERY, texts);

        for (int i = 0; i < texts.size(); i++) {
            for (int j = 0; j < texts.size(); j++) {
                if (i != j) {
                    assertThat(queries.get(i).cosine(documents.get(i)))
                            .as("cosine of '%s' to itself, against '%s'", texts.get(i), texts.get(j))
                            .isGreaterThan(queries.get(i).cosine(documents.get(j)));
                }
            }
        }
    }

    @Test
    void embed_textLongerThanTheModelReads_isCutAndSaysSo() {
        Embedder embedder = embedder();
        String beginning = OddTexts.longText(60_000, SEED);
        String one = beginning + "hacker simulation 虚拟 ".repeat(2_000);
        String other = beginning + "shark seaside 海滨 ".repeat(2_000);

        List<Embedding> embeddings = embedder.embed(TextRole.DOCUMENT, List.of(one, other, "short"));

        Embedding first = embeddings.get(0);
        Embedding second = embeddings.get(1);
        assertOfSpace(first, embedder.space(), "long text");
        assertThat(second.truncated()).isEqualTo(first.truncated());
        if (first.truncated()) {
            assertThat(distance(first, second))
                    .as("difference through the end, which has no part in the vector")
                    .isLessThanOrEqualTo(COMPONENT_TOLERANCE);
        } else {
            assertThat(distance(first, second))
                    .as("difference through the end, which has a part in the vector")
                    .isGreaterThan(COMPONENT_TOLERANCE);
        }
        assertThat(embeddings.get(2).truncated())
                .as("truncated, of a short text")
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void embed_loneSurrogate_isAnUnknownCharacter(TextRole role) {
        Embedder embedder = embedder();

        List<Embedding> embeddings =
                embedder.embed(role, List.of("a \ud83c film", "a \udfac film", "\ud83c", "x\udfac\ud83c"));

        embeddings.forEach(embedding -> assertOfSpace(embedding, embedder.space(), "ill-formed text"));
        assertSame(embeddings.get(0), embeddings.get(1), "one lone surrogate and another");
    }

    @Test
    void embed_null_isRefused() {
        Embedder embedder = embedder();

        assertThatNullPointerException().isThrownBy(() -> embedder.embed(nothing(), List.of("a")));
        assertThatNullPointerException()
                .isThrownBy(() -> embedder.embed(TextRole.QUERY, Nothing.<List<String>>nothing()));
        assertThatNullPointerException()
                .isThrownBy(() -> embedder.embed(TextRole.QUERY, Arrays.asList("a", nothing(), "b")));
    }

    @Test
    void embed_fromEightThreads_givesTheVectorsOfOneThread() {
        Embedder embedder = embedder();
        List<Embedding> expected = embedder.embed(TextRole.DOCUMENT, TEXTS);

        List<List<Embedding>> found = Concurrently.run(thread -> {
            List<Embedding> own = new ArrayList<>();
            for (int i = 0; i < TEXTS.size(); i++) {
                own.add(embedder.embed(TextRole.DOCUMENT, TEXTS.get((i + thread) % TEXTS.size())));
            }
            return own;
        });

        for (int thread = 0; thread < found.size(); thread++) {
            for (int i = 0; i < TEXTS.size(); i++) {
                int text = (i + thread) % TEXTS.size();
                assertSame(found.get(thread).get(i), expected.get(text), "thread " + thread + ", text " + text);
            }
        }
    }

    @Test
    void close_twice_doesNothingMoreAndEmbedIsRefused() {
        Embedder embedder = embedder();

        embedder.close();
        embedder.close();

        assertThatIllegalStateException().isThrownBy(() -> embedder.embed(TextRole.QUERY, "教父"));
        assertThatIllegalStateException().isThrownBy(() -> embedder.embed(TextRole.DOCUMENT, List.of("a", "b")));
        assertThatIllegalStateException().isThrownBy(() -> embedder.embed(TextRole.DOCUMENT, List.of()));
    }
}
