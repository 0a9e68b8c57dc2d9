package io.movieai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.CandidateRequest;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.recommend.ScoredItem.Basis;
import io.movieai.recommend.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The suite that every {@link CandidateRecommender} passes. The test class of an adapter extends it and hands over a
 * recommender that has learnt from the ratings of the suite: 60 people and 40 films in two camps, each of which rates the
 * films of its own. No test can be left out.
 */
public abstract class CandidateRecommenderContract {
    private static final int USERS = 60;
    private static final int ITEMS = 40;
    private static final int EVERYTHING = 1_000_000;
    private static final ItemId UNKNOWN = ItemId.of("nobody rated this");
    private static final UserId STRANGER = UserId.of("a stranger");

    private @Nullable CandidateRecommender opened;

    /**
     * Opens a recommender that has learnt from ratings. The suite calls it once in a test at most, always with equal
     * ratings, and closes what it returns.
     *
     * @param rated what each user rated and liked, oldest first
     */
    protected abstract CandidateRecommender open(Map<UserId, List<ItemId>> rated);

    private CandidateRecommender recommender() {
        CandidateRecommender recommender = open(rated());
        opened = recommender;
        return recommender;
    }

    @AfterEach
    final void closeRecommender() {
        if (opened != null) {
            opened.close();
        }
    }

    /** Even users rate even items, odd users odd items; each leaves out eight of the twenty, another eight each time. */
    private static Map<UserId, List<ItemId>> rated() {
        Map<UserId, List<ItemId>> rated = new LinkedHashMap<>();
        for (int user = 0; user < USERS; user++) {
            List<ItemId> items = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                items.add(item(user % 2 + 2 * ((user / 2 * 7 + i * 3) % (ITEMS / 2))));
            }
            rated.put(UserId.of("u" + user), items);
        }
        return rated;
    }

    private static ItemId item(int number) {
        return ItemId.of("i" + number);
    }

    private static boolean isEven(ItemId item) {
        return Integer.parseInt(item.value().substring(1)) % 2 == 0;
    }

    private static Set<ItemId> items() {
        return IntStream.range(0, ITEMS)
                .mapToObj(CandidateRecommenderContract::item)
                .collect(Collectors.toSet());
    }

    private static CandidateRequest request(Optional<UserId> user, List<ItemId> liked, int limit) {
        return new CandidateRequest(user, liked, Set.of(), Set.of(), limit);
    }

    private static Optional<UserId> user(int number) {
        return Optional.of(UserId.of("u" + number));
    }

    /** Asks, and checks what holds for every answer. */
    private static List<ScoredItem> ask(CandidateRecommender recommender, CandidateRequest request) {
        List<ScoredItem> answer = recommender.recommend(request);
        assertThat(answer).as("%s: answer", request).hasSizeLessThanOrEqualTo(request.limit());
        Set<ItemId> allowed = request.candidates().isEmpty() ? items() : new HashSet<>(request.candidates());
        allowed.retainAll(items());
        allowed.removeAll(request.exclude());
        request.liked().forEach(allowed::remove);
        List<ItemId> history = request.user()
                .map(user -> rated().getOrDefault(user, List.of()))
                .orElse(List.of());
        history.forEach(allowed::remove);
        assertThat(proposed(answer))
                .as("%s: items", request)
                .doesNotHaveDuplicates()
                .isSubsetOf(allowed);
        Set<ItemId> reasons = new HashSet<>(request.liked());
        reasons.addAll(history);
        for (int i = 0; i < answer.size(); i++) {
            ScoredItem item = answer.get(i);
            assertThat(item.because())
                    .as("%s: reasons of %s", request, item.item())
                    .doesNotHaveDuplicates()
                    .isSubsetOf(reasons)
                    .doesNotContain(UNKNOWN);
            if (history.isEmpty()) {
                assertThat(item.basis())
                        .as("%s: basis of %s", request, item.item())
                        .isNotEqualTo(Basis.USER);
            }
            if (i > 0) {
                ScoredItem before = answer.get(i - 1);
                assertThat(item.score())
                        .as("%s: score of %s after %s", request, item.item(), before.item())
                        .isLessThanOrEqualTo(before.score());
                if (item.score() == before.score()) {
                    assertThat(item.item().value())
                            .as("%s: id of hit %d, a tie", request, i)
                            .isGreaterThan(before.item().value());
                }
            }
        }
        return answer;
    }

    private static List<ItemId> proposed(List<ScoredItem> answer) {
        return answer.stream().map(ScoredItem::item).toList();
    }

    @Test
    void recommend_knownUser_proposesWhatTheyHaveNotRated() {
        CandidateRecommender recommender = recommender();

        for (int i = 0; i < USERS; i++) {
            assertThat(ask(recommender, request(user(i), List.of(), 10)))
                    .as("for user %d", i)
                    .isNotEmpty();
        }
    }

    @Test
    void recommend_limit_isTheGreatestNumberOfItems() {
        CandidateRecommender recommender = recommender();

        assertThat(ask(recommender, request(user(3), List.of(), 1))).hasSize(1);
        List<ScoredItem> all = ask(recommender, request(user(3), List.of(), EVERYTHING));
        assertThat(all).hasSizeLessThanOrEqualTo(ITEMS - 12).hasSizeGreaterThanOrEqualTo(5);
        assertThat(proposed(ask(recommender, request(user(3), List.of(), 5))))
                .isEqualTo(proposed(all).subList(0, 5));
        ask(recommender, request(user(3), List.of(), Integer.MAX_VALUE));
    }

    @Test
    void recommend_candidates_areTheOnlyItems() {
        CandidateRecommender recommender = recommender();
        Set<ItemId> candidates = Set.of(item(0), item(1), item(2), item(3), item(4), item(5), UNKNOWN);

        for (int i = 0; i < 10; i++) {
            ask(recommender, new CandidateRequest(user(i), List.of(), candidates, Set.of(), EVERYTHING));
        }
        ask(recommender, new CandidateRequest(Optional.empty(), List.of(item(7)), candidates, Set.of(), EVERYTHING));
    }

    @Test
    void recommend_unknownCandidatesAlone_proposesNothing() {
        CandidateRecommender recommender = recommender();

        assertThat(recommender.recommend(
                        new CandidateRequest(user(0), List.of(), Set.of(UNKNOWN), Set.of(), EVERYTHING)))
                .isEmpty();
        assertThat(recommender.recommend(new CandidateRequest(
                        Optional.empty(), List.of(item(3)), Set.of(UNKNOWN), Set.of(), EVERYTHING)))
                .isEmpty();
    }

    @Test
    void recommend_excluded_winOverCandidates() {
        CandidateRecommender recommender = recommender();
        List<ItemId> all = proposed(ask(recommender, request(user(0), List.of(), EVERYTHING)));
        Set<ItemId> first = Set.copyOf(all.subList(0, 3));

        List<ItemId> without =
                proposed(ask(recommender, new CandidateRequest(user(0), List.of(), Set.of(), first, EVERYTHING)));
        assertThat(without).isEqualTo(all.subList(3, all.size()));
        assertThat(ask(recommender, new CandidateRequest(user(0), List.of(), first, first, EVERYTHING)))
                .isEmpty();
        assertThat(proposed(ask(
                        recommender, new CandidateRequest(user(0), List.of(), Set.of(), Set.of(UNKNOWN), EVERYTHING))))
                .isEqualTo(all);
    }

    @Test
    void recommend_likedItems_areNotProposed() {
        CandidateRecommender recommender = recommender();
        List<ItemId> all = proposed(ask(recommender, request(user(0), List.of(), EVERYTHING)));

        ask(recommender, request(user(0), List.of(all.get(0), all.get(1)), EVERYTHING));
        ask(recommender, request(Optional.empty(), List.of(item(0), item(1)), EVERYTHING));
        ask(
                recommender,
                new CandidateRequest(
                        Optional.of(STRANGER), List.of(item(0)), Set.of(item(0), item(2)), Set.of(), EVERYTHING));
    }

    @Test
    void recommend_unknownLikedItems_changeNothing() {
        CandidateRecommender recommender = recommender();
        CandidateRequest known = request(Optional.of(STRANGER), List.of(item(4), item(8)), 10);
        CandidateRequest more = request(Optional.of(STRANGER), List.of(UNKNOWN, item(4), item(8), UNKNOWN), 10);

        assertThat(ask(recommender, more)).isEqualTo(ask(recommender, known));
    }

    @Test
    void recommend_strangerWithLikedItems_followsThem() {
        CandidateRecommender recommender = recommender();

        for (int camp = 0; camp < 2; camp++) {
            List<ItemId> liked = List.of(item(camp), item(camp + 8), item(camp + 20));
            for (Optional<UserId> user : List.of(Optional.<UserId>empty(), Optional.of(STRANGER))) {
                List<ScoredItem> answer = ask(recommender, request(user, liked, 5));
                assertThat(answer).as("for liked %s", liked).isNotEmpty();
                if (answer.get(0).basis() == Basis.LIKED_ITEMS) {
                    boolean even = camp == 0;
                    assertThat(proposed(answer)).as("for liked %s", liked).allMatch(item -> isEven(item) == even);
                }
            }
        }
    }

    @Test
    void recommend_strangerWithoutKnownLikedItems_proposesThePopularOrNothing() {
        CandidateRecommender recommender = recommender();

        for (CandidateRequest request : List.of(
                request(Optional.empty(), List.of(), 10),
                request(Optional.of(STRANGER), List.of(), 10),
                request(Optional.of(STRANGER), List.of(UNKNOWN), 10))) {
            assertThat(ask(recommender, request))
                    .as("%s", request)
                    .allSatisfy(item -> assertThat(item.basis()).isEqualTo(Basis.POPULARITY));
        }
    }

    @Test
    void known_isWhatTheUserRatedOrNothing() {
        CandidateRecommender recommender = recommender();

        for (int i = 0; i < USERS; i++) {
            UserId user = UserId.of("u" + i);
            Set<ItemId> known = recommender.known(user);
            if (!known.isEmpty()) {
                assertThat(known).as("of user %d", i).isEqualTo(Set.copyOf(rated().getOrDefault(user, List.of())));
            }
        }
        assertThat(recommender.known(STRANGER)).isEmpty();
    }

    @Test
    void recommend_fromEightThreads_answersAsFromOne() {
        CandidateRecommender recommender = recommender();
        List<List<ScoredItem>> expected = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            expected.add(ask(recommender, request(user(i), List.of(), 10)));
        }

        List<List<List<ScoredItem>>> found = Concurrently.run(thread -> {
            List<List<ScoredItem>> answers = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                answers.add(ask(recommender, request(user((i + thread) % USERS), List.of(), 10)));
            }
            return answers;
        });

        for (int thread = 0; thread < found.size(); thread++) {
            for (int i = 0; i < USERS; i++) {
                assertThat(found.get(thread).get(i))
                        .as("thread %d, user %d", thread, (i + thread) % USERS)
                        .isEqualTo(expected.get((i + thread) % USERS));
            }
        }
    }

    @Test
    void close_twice_doesNothingMoreAndRecommendIsRefused() {
        CandidateRecommender recommender = recommender();

        recommender.close();
        recommender.close();

        assertThatIllegalStateException().isThrownBy(() -> recommender.recommend(request(user(0), List.of(), 10)));
        assertThatIllegalStateException()
                .isThrownBy(() -> recommender.recommend(request(Optional.empty(), List.of(item(0)), 10)));
    }
}
