package io.movieai.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.Degradation;
import io.movieai.Degradation.Fallback;
import io.movieai.MovieAi;
import io.movieai.PortUnavailableException;
import io.movieai.RecommendRequest;
import io.movieai.Recommendation;
import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import io.movieai.generation.Completion;
import io.movieai.generation.Generator;
import io.movieai.generation.TokenUsage;
import io.movieai.keyword.KeywordDocument;
import io.movieai.keyword.KeywordHit;
import io.movieai.keyword.KeywordIndex;
import io.movieai.recommend.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DegradationTest {
    private final Ports ports = new Ports();

    private static PortUnavailableException down(String port) {
        return new PortUnavailableException(port, "test", "down", null);
    }

    private static Generator saying(String text) {
        return (prompt, onText) -> {
            for (int i = 0; i < text.length(); i++) {
                onText.accept(text.substring(i, i + 1));
            }
            return new Completion(text, "fake", new TokenUsage(3, 4), Completion.Finish.COMPLETE);
        };
    }

    private static List<Fallback> fallbacks(Recommendation answer) {
        return answer.degraded().stream().map(Degradation::fallback).toList();
    }

    @Test
    void recommend_aModelThatKeepsToTheFilms_isPassedThrough() {
        MovieAi ai = Ports.indexed(ports.builder().generator(saying("推荐《黑客帝国》。再见。")));
        StringBuilder streamed = new StringBuilder();

        Recommendation answer = ai.recommend(RecommendRequest.of("九十年代的科幻片"), streamed::append);

        assertThat(answer.text()).isEqualTo("推荐《黑客帝国》。再见。").isEqualTo(streamed.toString());
        assertThat(answer.model()).isEqualTo("fake");
        assertThat(answer.usage()).isEqualTo(new TokenUsage(3, 4));
        assertThat(answer.degraded()).isEmpty();
    }

    @Test
    void recommend_aModelThatInventsAFilm_hasThatSentenceCut() {
        MovieAi ai = Ports.indexed(ports.builder().generator(saying("推荐《黑客帝国》。还有《泰坦尼克号》。再见。")));
        StringBuilder streamed = new StringBuilder();

        Recommendation answer = ai.recommend(RecommendRequest.of("九十年代的科幻片"), streamed::append);

        assertThat(answer.text()).isEqualTo("推荐《黑客帝国》。再见。").isEqualTo(streamed.toString());
    }

    @Test
    void recommend_aModelThatOnlyInvents_isReplacedByTemplates() {
        MovieAi ai = Ports.indexed(ports.builder().generator(saying("看《泰坦尼克号》。")));

        Recommendation answer = ai.recommend("九十年代的科幻片");

        assertThat(answer.text()).contains("《黑客帝国》").doesNotContain("泰坦尼克号");
        assertThat(answer.model()).isEqualTo("template");
        assertThat(fallbacks(answer)).containsExactly(Fallback.TEMPLATE_PROSE);
    }

    @Test
    void recommend_aModelThatFailsInTheMiddle_isCompletedByTemplates() {
        MovieAi ai = Ports.indexed(ports.builder().generator((prompt, onText) -> {
            onText.accept("先说一句。后半");
            throw down("Generator");
        }));
        StringBuilder streamed = new StringBuilder();

        Recommendation answer = ai.recommend(RecommendRequest.of("九十年代的科幻片"), streamed::append);

        assertThat(answer.text()).startsWith("先说一句。").contains("《黑客帝国》").isEqualTo(streamed.toString());
        assertThat(fallbacks(answer)).containsExactly(Fallback.TEMPLATE_PROSE);
        assertThat(answer.degraded().get(0).detail()).isEqualTo("Generator (test): down");
    }

    @Test
    void recommend_withoutTheEmbedder_findsByWordsAndConditions() {
        Embedder failing = new Embedder() {
            @Override
            public EmbeddingSpace space() {
                return ports.embedder.space();
            }

            @Override
            public List<Embedding> embed(TextRole role, List<String> texts) {
                if (role == TextRole.QUERY) {
                    throw down("Embedder");
                }
                return ports.embedder.embed(role, texts);
            }

            @Override
            public void close() {}
        };
        MovieAi ai = Ports.indexed(ports.builder().embedder(failing));

        Recommendation answer = ai.recommend("九十年代的科幻片");

        assertThat(answer.films())
                .hasSize(3)
                .allSatisfy(film -> assertThat(film.ranked().similarity()).isEmpty());
        assertThat(fallbacks(answer)).containsExactly(Fallback.WITHOUT_VECTORS);
    }

    @Test
    void recommend_withoutTheKeywordIndex_findsByVectors() {
        KeywordIndex failing = new KeywordIndex() {
            @Override
            public void index(List<KeywordDocument> documents) {}

            @Override
            public List<KeywordHit> find(String text, int limit) {
                throw down("KeywordIndex");
            }

            @Override
            public void remove(Collection<String> ids) {}

            @Override
            public Map<String, String> indexedVersions(Collection<String> ids) {
                return Map.of();
            }

            @Override
            public void close() {}
        };
        MovieAi ai = Ports.indexed(ports.builder().keywordIndex(failing));

        Recommendation answer = ai.recommend("关于织女星信号的故事");

        assertThat(answer.films()).isNotEmpty();
        assertThat(fallbacks(answer)).containsExactly(Fallback.WITHOUT_KEYWORDS);
    }

    @Test
    void recommend_withoutTheStore_findsByConditions() {
        MovieAi ai = ports.indexed();
        FailingStore failing = new FailingStore(ports.store);
        MovieAi degraded = Ports.indexed(ports.builder().vectorStore(failing));
        failing.failing = true;

        Recommendation answer = degraded.recommend("九十年代的科幻片");

        assertThat(answer.films()).hasSameSizeAs(ai.recommend("九十年代的科幻片").films());
        assertThat(fallbacks(answer)).containsExactly(Fallback.WITHOUT_VECTORS);
        assertThat(answer.degraded().get(0).detail()).isEqualTo("VectorStore (test): down");
    }

    @Test
    void recommend_aboutAFilmWithoutTheStore_isAnsweredAllTheSame() {
        FailingStore failing = new FailingStore(ports.store);
        MovieAi ai = Ports.indexed(ports.builder().vectorStore(failing));
        failing.failing = true;

        Recommendation answer = ai.recommend("《黑客帝国》讲什么");

        assertThat(answer.films()).hasSize(1);
        assertThat(answer.films().get(0).ranked().similarity()).hasValue(1);
        assertThat(answer.degraded()).isEmpty();
    }

    @Test
    void recommend_withoutTheRecommender_isOrderedWithoutTaste() {
        MovieAi ai = Ports.indexed(ports.builder().recommender(request -> {
            throw down("CandidateRecommender");
        }));

        Recommendation answer = ai.recommend(
                RecommendRequest.builder("科幻片").user(UserId.of("u")).build());

        assertThat(answer.films()).hasSize(4);
        assertThat(fallbacks(answer)).containsExactly(Fallback.WITHOUT_TASTE);
    }
}
