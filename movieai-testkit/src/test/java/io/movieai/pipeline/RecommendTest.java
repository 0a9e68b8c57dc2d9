package io.movieai.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.movieai.Degradation;
import io.movieai.MovieAi;
import io.movieai.RecommendRequest;
import io.movieai.Recommendation;
import io.movieai.Stage;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.MovieText;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.CandidateRequest;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.recommend.UserId;
import io.movieai.retrieval.ScorePart;
import io.movieai.retrieval.Source;
import io.movieai.store.Filter;
import io.movieai.store.InMemoryVectorStore;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.testkit.ForwardingVectorStore;
import io.movieai.text.TextChunker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendTest {
    private static final Offset<Double> NEAR = within(1e-4);

    private final Ports ports = new Ports();

    private static List<Movie> films(Recommendation answer) {
        return answer.films().stream().map(film -> film.ranked().movie()).toList();
    }

    @Test
    void recommend_genreAndDecade_findsExactlyTheFilmsThatFulfilThem() {
        Recommendation answer = ports.indexed().recommend("推荐九十年代的科幻电影");

        assertThat(films(answer)).containsExactlyInAnyOrder(TestFilms.MATRIX, TestFilms.CONTACT, TestFilms.MUMMY);
        assertThat(answer.refused()).isFalse();
        assertThat(answer.degraded()).isEmpty();
        assertThat(answer.relaxed()).isEmpty();
        assertThat(answer.text()).contains("《黑客帝国》", "《超时空接触》", "科幻片", "未使用语言模型");
        assertThat(answer.timings()).containsOnlyKeys(Stage.values());
        assertThat(answer.films()).allSatisfy(film -> {
            assertThat(film.reason()).contains("科幻片", "年上映");
            assertThat(film.ranked().similarity()).isPresent();
            assertThat(film.ranked().score())
                    .isEqualTo(film.ranked().parts().stream()
                            .mapToDouble(ScorePart::contribution)
                            .sum());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"推荐两部九十年代的科幻片", "有什么1990年代的科幻电影，别太恐怖", "科幻"})
    void recommend_onlyConditions_embedsTheirStandardWordsAlone(String query) {
        MovieAi ai = ports.indexed();

        Recommendation answer = ai.recommend(query);

        assertThat(ports.embedder.queries).containsExactly("科幻电影");
        assertThat(answer.films())
                .isNotEmpty()
                .allSatisfy(film -> assertThat(film.ranked().similarity()).hasValueCloseTo(cosine(film, "科幻电影"), NEAR));
    }

    @Test
    void recommend_moreThanConditions_embedsTheText() {
        MovieAi ai = ports.indexed();

        ai.recommend("讲人工智能的科幻电影");

        assertThat(ports.embedder.queries).contains("讲人工智能的科幻电影").doesNotContain("科幻电影");
    }

    @Test
    void recommend_theLikeOfAFilmAndNoMore_comparesWithThatFilm() {
        MovieAi ai = ports.indexed();

        Recommendation answer = ai.recommend("推荐几部像《黑客帝国》的电影");

        String document =
                MovieText.of(TextChunker.DEFAULT).documents(TestFilms.MATRIX).get(0);
        assertThat(ports.embedder.queries).isEmpty();
        assertThat(answer.films())
                .isNotEmpty()
                .allSatisfy(
                        film -> assertThat(film.ranked().similarity()).hasValueCloseTo(cosine(film, document), NEAR));
    }

    private double cosine(Recommendation.Film film, String text) {
        return ports.embedder
                .embed(TextRole.DOCUMENT, film.ranked().document())
                .cosine(ports.embedder.embed(TextRole.QUERY, text));
    }

    @Test
    void recommend_anExcludedGenre_leavesItOut() {
        Recommendation answer = ports.indexed().recommend("九十年代的科幻片，不要太恐怖");

        assertThat(films(answer)).containsExactlyInAnyOrder(TestFilms.MATRIX, TestFilms.CONTACT);
    }

    @Test
    void recommend_aTitleInQuotes_isAboutThatFilm() {
        Recommendation answer = ports.indexed().recommend("《超时空接触》讲的是什么");

        assertThat(films(answer)).containsExactly(TestFilms.CONTACT);
        assertThat(answer.text()).contains("科学家收到来自织女星的信号");
    }

    @Test
    void recommend_theLikeOfAFilm_leavesTheFilmItselfOut() {
        Recommendation answer = ports.indexed().recommend("和《异形》差不多的电影");

        assertThat(films(answer)).isNotEmpty().doesNotContain(TestFilms.ALIEN);
        assertThat(answer.films().get(0).ranked().parts())
                .extracting(ScorePart::source)
                .contains(Source.NEIGHBOUR);
        assertThat(answer.films().get(0).reason()).contains("和《异形》相近");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void recommend_theLikeOfAFilm_putsTheBetterRatedOfEqualsFirst(int better) {
        List<Movie> films = new ArrayList<>(List.of(TestFilms.ALIEN));
        for (int i = 0; i < 2; i++) {
            films.add(TestFilms.film(
                            "like" + i,
                            "Alien Ship " + i,
                            "飞船" + i,
                            1980,
                            i == better ? 4.5 : 1.5,
                            Genre.HORROR,
                            Genre.SCI_FI)
                    .build());
        }
        MovieAi ai = ports.builder().build();
        ai.index(Catalog.of(films));

        Recommendation answer = ai.recommend("和《异形》差不多的电影");

        assertThat(films(answer)).containsExactly(films.get(1 + better), films.get(2 - better));
        assertThat(answer.films().get(0).reason()).contains("和《异形》相近", "观众评分 4.5/5（100 人）");
        assertThat(answer.films().get(1).reason()).contains("和《异形》相近").doesNotContain("观众评分");
    }

    @Test
    void recommend_inEnglish_answersInEnglish() {
        Recommendation answer = ports.indexed().recommend("a science fiction film from the 90s, nothing scary");

        assertThat(films(answer)).containsExactlyInAnyOrder(TestFilms.MATRIX, TestFilms.CONTACT);
        assertThat(answer.text())
                .contains("The Matrix (1999)", "no language model was used")
                .doesNotContain("推荐");
    }

    @Test
    void recommend_excludedFilms_areNotThere() {
        Recommendation answer = ports.indexed()
                .recommend(RecommendRequest.builder("推荐九十年代的科幻电影")
                        .exclude(List.of(TestFilms.MATRIX.id(), ItemId.of("unknown")))
                        .build());

        assertThat(films(answer)).doesNotContain(TestFilms.MATRIX).contains(TestFilms.CONTACT);
    }

    @Test
    void recommend_topK_winsOverTheNumberInTheText() {
        MovieAi ai = ports.indexed();

        assertThat(ai.recommend("推荐两部科幻片").films()).hasSize(2);
        assertThat(ai.recommend(RecommendRequest.builder("推荐两部科幻片").topK(1).build())
                        .films())
                .hasSize(1);
        assertThat(ai.recommend(RecommendRequest.builder("科幻片").topK(100).build())
                        .films())
                .hasSize(4);
    }

    @Test
    void recommend_offTopic_isRefusedWithoutAskingTheGenerator() {
        List<String> asked = new ArrayList<>();
        MovieAi ai = Ports.indexed(ports.builder().generator((prompt, onText) -> {
            asked.add(prompt.reading().text());
            throw new AssertionError("must not be asked");
        }));
        StringBuilder streamed = new StringBuilder();

        Recommendation answer = ai.recommend(RecommendRequest.of("今天北京天气怎么样"), streamed::append);

        assertThat(answer.refused()).isTrue();
        assertThat(answer.films()).isEmpty();
        assertThat(answer.text()).startsWith("资料不足").isEqualTo(streamed.toString());
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"今天北京天气怎么样", "推荐九十年代的科幻电影", "《超时空接触》讲的是什么", "推荐一部韩国纪录片"})
    void recommend_interrupted_isCancelledWhateverIsAsked(String query) {
        MovieAi ai = ports.indexed();
        List<String> streamed = new ArrayList<>();
        boolean interrupted;
        try {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> ai.recommend(RecommendRequest.of(query), streamed::add));
        } finally {
            interrupted = Thread.interrupted();
        }

        assertThat(interrupted).as("interrupt flag").isTrue();
        assertThat(streamed).isEmpty();
        assertThat(ai.recommend(query).text()).isNotBlank();
    }

    @Test
    void recommend_interruptedWhileFilmsAreFound_isCancelled() {
        MovieAi ai = Ports.indexed(ports.builder().vectorStore(new ForwardingVectorStore(ports.store) {
            @Override
            public List<VectorHit> search(VectorQuery query) {
                if (query.filter() instanceof Filter.In) {
                    return super.search(query);
                }
                Thread.currentThread().interrupt();
                return List.of();
            }
        }));
        boolean interrupted;
        try {
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> ai.recommend("关于海的科幻片"));
        } finally {
            interrupted = Thread.interrupted();
        }
        assertThat(interrupted).as("interrupt flag").isTrue();
    }

    @Test
    void recommend_aRequestForSomethingElse_isRefused() {
        MovieAi ai = ports.indexed();

        assertThat(ai.recommend("帮我写一段排序的代码").refused()).isTrue();
        assertThat(ai.recommend("1+1=?").refused()).isTrue();
        assertThat(ai.recommend("有没有讲织女星的").refused()).isFalse();
    }

    @Test
    void recommend_aTitleThatIsNotThere_isRefusedByName() {
        Recommendation answer = ports.indexed().recommend("《大话西游之大圣娶亲》讲了什么");

        assertThat(answer.refused()).isTrue();
        assertThat(answer.text()).contains("《大话西游之大圣娶亲》");
    }

    @Test
    void recommend_tooFewFilms_relaxesAndSaysSo() {
        Recommendation answer = ports.indexed().recommend("推荐2004年的爱情片");

        assertThat(films(answer)).containsExactly(TestFilms.AMELIE);
        assertThat(answer.relaxed()).hasSize(1);
        assertThat(answer.text()).startsWith("没有完全符合“").contains("放宽了“2004年”");
        assertThat(answer.films().get(0).ranked().relaxed()).isTrue();
    }

    @Test
    void recommend_nothingNear_isRefused() {
        Recommendation answer = ports.indexed().recommend("1925年的西部片");

        assertThat(answer.refused()).isTrue();
        assertThat(answer.text()).contains("西部");
    }

    @Test
    void recommend_aConditionWithoutData_saysThatItWasNotChecked() {
        Recommendation answer = ports.indexed().recommend("香港的科幻片");

        assertThat(answer.text()).contains("片库没有国家和地区资料");
        assertThat(films(answer)).contains(TestFilms.MATRIX);
    }

    @Test
    void recommend_aUserWithTaste_putsTheModelsFilmsIn() {
        MovieAi ai = Ports.indexed(ports.builder()
                .recommender(request -> List.of(new ScoredItem(
                        TestFilms.FARGO.id(), 1, ScoredItem.Basis.USER, List.of(TestFilms.ALIEN.id())))));

        Recommendation answer = ai.recommend(
                RecommendRequest.builder("推荐几部我会喜欢的").user(UserId.of("u")).build());

        assertThat(films(answer)).as("from the model alone").containsExactly(TestFilms.FARGO);
        Recommendation.Film fargo = answer.films().get(0);
        assertThat(fargo.ranked().parts()).extracting(ScorePart::source).containsExactly(Source.TASTE);
        assertThat(fargo.reason()).contains("因为你喜欢《异形》");
        assertThat(answer.degraded()).isEmpty();
    }

    @Test
    void recommend_aUserTheModelDoesNotKnow_getsPopularFilmsAndIsTold() {
        MovieAi ai = Ports.indexed(ports.builder()
                .recommender(request -> List.of(
                        new ScoredItem(TestFilms.FARGO.id(), 9, ScoredItem.Basis.POPULARITY, List.of()),
                        new ScoredItem(TestFilms.ALIEN.id(), 8, ScoredItem.Basis.POPULARITY, List.of()))));
        RecommendRequest.Builder request = RecommendRequest.builder("推荐几部我会喜欢的").user(UserId.of("nobody"));

        Recommendation answer = ai.recommend(request.build());

        assertThat(films(answer)).containsExactly(TestFilms.FARGO, TestFilms.ALIEN);
        assertThat(answer.films())
                .allSatisfy(film -> assertThat(film.ranked().parts())
                        .extracting(ScorePart::source)
                        .containsExactly(Source.POPULAR));
        assertThat(answer.text()).startsWith("还不了解你的口味").contains("看过的人多").doesNotContain("合你的口味");
        assertThat(answer.degraded()).singleElement().satisfies(degradation -> {
            assertThat(degradation.fallback()).isEqualTo(Degradation.Fallback.WITHOUT_TASTE);
            assertThat(degradation.detail()).contains("nobody");
        });

        Recommendation science = ai.recommend(
                RecommendRequest.builder("科幻片").user(UserId.of("nobody")).build());
        assertThat(science.films())
                .isNotEmpty()
                .allSatisfy(film -> assertThat(film.ranked().parts())
                        .as("what is popular says nothing of a request with content")
                        .extracting(ScorePart::source)
                        .doesNotContain(Source.POPULAR, Source.TASTE));
        assertThat(science.degraded()).hasSize(1);
    }

    @Test
    void recommend_filmsThatTheUserHasRated_areLeftOutUnlessAskedAbout() {
        CandidateRecommender recommender = new CandidateRecommender() {
            @Override
            public List<ScoredItem> recommend(CandidateRequest request) {
                return List.of();
            }

            @Override
            public Set<ItemId> known(UserId user) {
                return user.value().equals("u") ? Set.of(TestFilms.MATRIX.id()) : Set.of();
            }
        };
        MovieAi ai = Ports.indexed(ports.builder().recommender(recommender));

        assertThat(films(ai.recommend(
                        RecommendRequest.builder("科幻片").user(UserId.of("u")).build())))
                .isNotEmpty()
                .doesNotContain(TestFilms.MATRIX);
        assertThat(films(ai.recommend(
                        RecommendRequest.builder("科幻片").user(UserId.of("v")).build())))
                .contains(TestFilms.MATRIX);
        assertThat(films(ai.recommend(RecommendRequest.builder("《黑客帝国》讲的是什么")
                        .user(UserId.of("u"))
                        .build())))
                .containsExactly(TestFilms.MATRIX);
    }

    @Test
    void recommend_aUserAndConditions_asksTheModelForFilmsThatFulfilThem() {
        List<Set<ItemId>> candidates = new ArrayList<>();
        MovieAi ai = Ports.indexed(ports.builder().recommender(request -> {
            candidates.add(request.candidates());
            return List.of();
        }));

        ai.recommend(RecommendRequest.builder("爱情片").user(UserId.of("u")).build());

        assertThat(candidates).containsExactly(Set.of(TestFilms.AMELIE.id()));
    }

    @Test
    void recommend_fromAStoreWithoutACatalogue_readsFilmsFromTheirRecords() {
        ports.indexed();
        MovieAi later = ports.builder().build();

        Recommendation answer = later.recommend("想看科幻片");

        assertThat(films(answer))
                .extracting(Movie::title)
                .contains("The Matrix")
                .doesNotContain("Amélie", "Fargo");
    }

    @Test
    void recommend_fromALargeStoreWithoutACatalogue_findsWhatIsRare() {
        List<Movie> movies = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            movies.add(TestFilms.film("d" + i, "Drama " + i, "剧情" + i, 1990, 3, Genre.DRAMA)
                    .build());
        }
        movies.add(
                TestFilms.film("w", "Far Country", "边疆", 1954, 3, Genre.WESTERN).build());
        MovieAi filled = ports.builder().build();
        filled.index(Catalog.of(movies));

        Recommendation answer = ports.builder().build().recommend("五十年代的西部片");

        assertThat(answer.films()).hasSize(1);
        assertThat(films(answer)).extracting(Movie::title).containsExactly("Far Country");
    }

    @Test
    void recommend_anythingAtAll_doesNotThrow() {
        MovieAi ai = ports.indexed();

        for (String text :
                List.of("\ud83d", "\u0000\u0007", "🎬🍿", "a".repeat(10_000), "《》", "\"", "1+1=?", "%s %n {0}")) {
            assertThat(ai.recommend(text).text()).isNotBlank();
        }
    }

    @Test
    void recommend_aListenerThatThrows_endsTheAnswer() {
        MovieAi ai = ports.indexed();

        assertThatThrownBy(() -> ai.recommend(RecommendRequest.of("科幻片"), piece -> {
                    throw new IllegalStateException("gone");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("gone");
    }

    @Test
    void build_withoutPorts_namesAllThatAreMissing() {
        assertThatThrownBy(() -> MovieAi.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("embedder(...) and vectorStore(...)");
    }

    @Test
    void build_withAStoreOfAnotherSpace_namesBoth() {
        MovieAi.Builder builder = MovieAi.builder()
                .embedder(ports.embedder)
                .vectorStore(InMemoryVectorStore.of(new EmbeddingSpace("other", 768)));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 dimensions")
                .hasMessageContaining("768 dimensions (other)");
    }
}
