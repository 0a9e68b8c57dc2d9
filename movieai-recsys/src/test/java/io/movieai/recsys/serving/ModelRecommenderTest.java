package io.movieai.recsys.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.IncompatibleModelException;
import io.movieai.recommend.CandidateRequest;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.recommend.ScoredItem.Basis;
import io.movieai.recommend.UserId;
import io.movieai.recsys.GeneratedInteractions;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.model.Algorithm;
import io.movieai.recsys.model.Bpr;
import io.movieai.recsys.model.Ease;
import io.movieai.recsys.model.FactorModel;
import io.movieai.recsys.model.Ials;
import io.movieai.recsys.model.ItemKnn;
import io.movieai.recsys.model.LightGcn;
import io.movieai.recsys.model.NeuMf;
import io.movieai.recsys.model.PairwiseSettings;
import io.movieai.recsys.model.Popularity;
import io.movieai.recsys.model.Profiles;
import io.movieai.recsys.model.RatingWeights;
import io.movieai.recsys.model.TrainingRun;
import io.movieai.recsys.parallel.WorkerPool;
import io.movieai.recsys.training.Blend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelRecommenderTest {
    private final Split split = GeneratedInteractions.split(40, 32, 8);

    static Stream<Algorithm> algorithms() {
        return Stream.of(
                new LightGcn(new PairwiseSettings(8, 2, 0.02, 1e-4, 64)),
                new Bpr(new PairwiseSettings(8, 0, 0.02, 0, 64)),
                new Ials(8, 0.02, 0.2, 1, 3, RatingWeights.NONE),
                Ease.of(20),
                new ItemKnn(10, 0),
                new NeuMf(4, 4, List.of(8), 0.1, 0.005, 64),
                new Popularity(),
                new Blend(List.of(
                        new Blend.Part(Ease.of(20), 1),
                        new Blend.Part(new Ials(8, 0.02, 0.2, 1, 3, RatingWeights.NONE), 1))));
    }

    private ServedModel served(Algorithm algorithm) {
        try (WorkerPool pool = WorkerPool.start(2)) {
            TrainingRun run = algorithm.start(split, 5, pool);
            for (int epoch = 0; epoch < Math.min(3, run.maxEpochs()); epoch++) {
                run.runEpoch();
            }
            return ServedModel.of(run.model(), split, Map.of("model", algorithm.name(), "seed", "5"));
        }
    }

    private static CandidateRequest forUser(String user, int limit) {
        return new CandidateRequest(Optional.of(UserId.of(user)), List.of(), Set.of(), Set.of(), limit);
    }

    private static CandidateRequest forLiked(List<ItemId> liked, int limit) {
        return new CandidateRequest(Optional.empty(), liked, Set.of(), Set.of(), limit);
    }

    private static List<ItemId> ids(List<ScoredItem> answer) {
        return answer.stream().map(ScoredItem::item).toList();
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void recommend_toAKnownUser_isOrderedNewAndWithinTheLimit(Algorithm algorithm) {
        ServedModel model = served(algorithm);
        try (ModelRecommender recommender = ModelRecommender.of(model)) {
            for (int u = 0; u < 40; u++) {
                String user = split.train().users().token(u);
                List<ScoredItem> answer = recommender.recommend(forUser(user, 7));

                assertThat(answer).hasSize(7).allMatch(item -> item.basis() == Basis.USER);
                assertThat(answer)
                        .isSortedAccordingTo(Comparator.comparingDouble(ScoredItem::score)
                                .reversed()
                                .thenComparing(ScoredItem::item));
                assertThat(ids(answer)).doesNotHaveDuplicates();
                for (int known : model.known().items(u)) {
                    assertThat(ids(answer))
                            .doesNotContain(ItemId.of(model.itemIds().get(known)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void writeAndRead_everyModel_givesTheSameAnswers(Algorithm algorithm, @TempDir Path folder) throws Exception {
        ServedModel model = served(algorithm);
        Path file = folder.resolve("model.safetensors");
        ModelFile.write(file, model);

        try (ModelRecommender before = ModelRecommender.of(model);
                ModelRecommender after = ModelRecommender.open(file)) {
            assertThat(after.model().provenance()).isEqualTo(model.provenance());
            for (CandidateRequest request : List.of(
                    forUser("u3", 10), forLiked(List.of(ItemId.of("i4"), ItemId.of("i8")), 10), forUser("nobody", 5))) {
                assertThat(after.recommend(request)).isEqualTo(before.recommend(request));
            }
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void recommend_toAnUnknownUserWhoLikesFilms_followsTheirTasteAndSaysWhy() {
        try (ModelRecommender recommender = ModelRecommender.of(served(Ease.of(20)))) {
            List<ItemId> liked = List.of(ItemId.of("i4"), ItemId.of("unknown"), ItemId.of("i8"));

            List<ScoredItem> answer = recommender.recommend(forLiked(liked, 5));

            assertThat(answer).hasSize(5).allMatch(item -> item.basis() == Basis.LIKED_ITEMS);
            assertThat(ids(answer)).doesNotContain(ItemId.of("i4"), ItemId.of("i8"));
            assertThat(answer.get(0).because()).isNotEmpty().isSubsetOf(ItemId.of("i4"), ItemId.of("i8"));
            // Items 4n belong to one taste.
            assertThat(ids(answer).stream()
                            .filter(id -> Integer.parseInt(id.value().substring(1)) % 4 == 0)
                            .count())
                    .isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void recommend_toSomebodyNobodyKnows_isPopularAndSaysSo() {
        ServedModel model = served(Ease.of(20));
        try (ModelRecommender recommender = ModelRecommender.of(model)) {
            List<ScoredItem> answer = recommender.recommend(forUser("nobody", 3));

            float most = model.popularity().stream().max(Float::compare).orElseThrow();
            assertThat(answer).hasSize(3).allMatch(item -> item.basis() == Basis.POPULARITY);
            assertThat(answer.get(0).score()).isEqualTo(most);
            assertThat(answer.get(0).because()).isEmpty();
        }
    }

    @Test
    void recommend_withCandidatesAndExclusions_proposesTheirDifference() {
        try (ModelRecommender recommender = ModelRecommender.of(served(Ease.of(20)))) {
            CandidateRequest request = new CandidateRequest(
                    Optional.empty(),
                    List.of(ItemId.of("i1")),
                    Set.of(ItemId.of("i1"), ItemId.of("i2"), ItemId.of("i3"), ItemId.of("i5"), ItemId.of("no such")),
                    Set.of(ItemId.of("i3"), ItemId.of("neither")),
                    100);

            assertThat(ids(recommender.recommend(request))).containsExactlyInAnyOrder(ItemId.of("i2"), ItemId.of("i5"));
        }
    }

    @Test
    void recommend_withEqualScores_ordersByIdentity() {
        ServedModel model = new ServedModel(
                new FactorModel(Profiles.empty(1), new float[][] {{1}}, new float[][] {{1}, {1}, {1}, {2}}),
                List.of("u"),
                List.of("c", "a", "b", "z"),
                Profiles.empty(1),
                List.of(),
                Map.of());
        try (ModelRecommender recommender = ModelRecommender.of(model)) {
            assertThat(ids(recommender.recommend(forUser("u", 3))))
                    .containsExactly(ItemId.of("z"), ItemId.of("a"), ItemId.of("b"));
            assertThat(recommender.recommend(forUser("nobody", 3))).isEmpty();
        }
    }

    @Test
    void unknownItems_ofANewerCatalogue_areNamed() {
        try (ModelRecommender recommender = ModelRecommender.of(served(Ease.of(20)))) {
            assertThat(recommender.unknownItems(List.of(ItemId.of("new film"), ItemId.of("i3"))))
                    .containsExactly(ItemId.of("new film"));
        }
    }

    @Test
    void replace_whileRequestsRun_neverMixesModels() throws Exception {
        ServedModel one = served(Ease.of(20));
        ServedModel other = served(Ease.of(2000));
        List<ScoredItem> answerOfOne;
        List<ScoredItem> answerOfOther;
        try (ModelRecommender first = ModelRecommender.of(one);
                ModelRecommender second = ModelRecommender.of(other)) {
            answerOfOne = first.recommend(forUser("u1", 10));
            answerOfOther = second.recommend(forUser("u1", 10));
        }
        assertThat(answerOfOne).isNotEqualTo(answerOfOther);
        try (ModelRecommender recommender = ModelRecommender.of(one)) {
            AtomicBoolean done = new AtomicBoolean();
            AtomicReference<@Nullable List<ScoredItem>> wrong = new AtomicReference<>();
            Thread[] readers = new Thread[3];
            for (int n = 0; n < readers.length; n++) {
                readers[n] = new Thread(() -> {
                    while (!done.get()) {
                        List<ScoredItem> answer = recommender.recommend(forUser("u1", 10));
                        if (!answer.equals(answerOfOne) && !answer.equals(answerOfOther)) {
                            wrong.set(answer);
                        }
                    }
                });
                readers[n].start();
            }
            for (int n = 0; n < 200; n++) {
                recommender.replace(n % 2 == 0 ? other : one);
            }
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(wrong.get()).isNull();
        }
    }

    @Test
    void replace_byABrokenFile_keepsTheOldModel(@TempDir Path folder) throws Exception {
        ServedModel model = served(Ease.of(20));
        Path file = folder.resolve("model.safetensors");
        ModelFile.write(file, model);
        byte[] whole = Files.readAllBytes(file);
        try (ModelRecommender recommender = ModelRecommender.open(file)) {
            List<ScoredItem> answer = recommender.recommend(forUser("u1", 5));
            for (int length : new int[] {0, 5, 100, whole.length / 2, whole.length - 1}) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> recommender.replace(file))
                        .as("%d of %d bytes", length, whole.length)
                        .isInstanceOf(IncompatibleModelException.class);
            }
            Files.writeString(file, "PK\u0003\u0004 certainly something else, and long enough for a header");
            assertThatThrownBy(() -> recommender.replace(file)).isInstanceOf(IncompatibleModelException.class);

            assertThat(recommender.recommend(forUser("u1", 5))).isEqualTo(answer);
        }
    }

    @Test
    void recommend_afterClose_isRefused() {
        ModelRecommender recommender = ModelRecommender.of(served(new Popularity()));
        recommender.close();
        recommender.close();

        assertThatThrownBy(() -> recommender.recommend(forUser("u1", 5))).isInstanceOf(IllegalStateException.class);
    }
}
