package io.movieai.app;

import io.movieai.MovieAi;
import io.movieai.RecommendRequest;
import io.movieai.Recommendation;
import io.movieai.Stage;
import io.movieai.app.EvaluationQuery.Kind;
import io.movieai.app.EvaluationQuery.Situation;
import io.movieai.catalog.Movie;
import io.movieai.catalog.MovieText;
import io.movieai.conversation.Conversation;
import io.movieai.conversation.ConversationState;
import io.movieai.text.Language;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measures how well requests are answered whose right answers are known.
 *
 * <p>On the first five films: precision@5 is the share of {@code min(5, right films in the catalogue)} that is there, hit@1
 * and hit@5 whether the film that is meant is first or among them. A refusal of a request that has an answer counts as
 * nothing right.
 */
final class RetrievalEvaluation {
    private static final int TOP = 5;

    private final Map<String, Group> groups = new TreeMap<>();
    private final List<Miss> misses = new ArrayList<>();
    private final Map<Stage, List<Double>> millis = new EnumMap<>(Stage.class);
    private int answerable;
    private int falseRefusals;

    /** Sums over the requests of a kind and tag. */
    static final class Group {
        private int requests;
        private double precision;
        private int first;
        private int amongFive;
        private int refused;

        int requests() {
            return requests;
        }

        double precision() {
            return precision / requests;
        }

        double hitAtOne() {
            return (double) first / requests;
        }

        double hitAtFive() {
            return (double) amongFive / requests;
        }

        double refused() {
            return (double) refused / requests;
        }
    }

    /**
     * A request that was not answered fully right.
     *
     * @param query the request
     * @param understood how it was read
     * @param reason what came instead
     */
    record Miss(EvaluationQuery query, String understood, String reason) {}

    /** Asks all requests and measures the answers. */
    static RetrievalEvaluation of(MovieAi ai, List<EvaluationQuery> queries) {
        RetrievalEvaluation evaluation = new RetrievalEvaluation();
        for (EvaluationQuery query : queries) {
            evaluation.measure(ai, query);
        }
        return evaluation;
    }

    private void measure(MovieAi ai, EvaluationQuery query) {
        Conversation conversation = Conversation.start();
        for (String turn : query.turns()) {
            ai.recommend(conversation, RecommendRequest.builder(turn).topK(TOP).build());
        }
        ConversationState before = conversation.state();
        Situation situation =
                new Situation(ai.catalog(), before.lastList(), Set.copyOf(before.shown()), query.example(ai.catalog()));
        Recommendation answer = ai.recommend(
                conversation, RecommendRequest.builder(query.text()).topK(TOP).build());
        answer.timings()
                .forEach((stage, time) -> millis.computeIfAbsent(stage, unused -> new ArrayList<>())
                        .add(time.toNanos() / 1e6));
        List<Movie> films =
                answer.films().stream().map(film -> film.ranked().movie()).toList();
        long right =
                films.stream().filter(movie -> query.isRight(movie, situation)).count();
        long exist = Math.min(TOP, query.rightFilms(situation));
        double precision = exist == 0 ? 0 : (double) right / exist;
        boolean first = !films.isEmpty() && query.isRight(films.get(0), situation);

        for (String name : List.of(name(query.kind()), name(query.kind()) + "/" + query.tag())) {
            Group group = groups.computeIfAbsent(name, unused -> new Group());
            group.requests++;
            group.precision += precision;
            group.first += first ? 1 : 0;
            group.amongFive += right > 0 ? 1 : 0;
            group.refused += answer.refused() ? 1 : 0;
        }
        if (!query.kind().isRefused()) {
            answerable++;
            falseRefusals += answer.refused() ? 1 : 0;
        }
        boolean missed = switch (query.kind()) {
            case FILTER, LIKE -> precision < 1;
            case TITLE -> !first;
            case OPEN -> answer.refused();
            case ABSENT, OFFTOPIC -> !answer.refused();
        };
        if (missed) {
            misses.add(new Miss(query, understood(answer), reason(query, answer, films, exist, situation)));
        }
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String understood(Recommendation answer) {
        return answer.reading().intent() + " " + answer.reading().constraints() + " titles "
                + answer.reading().titles() + " topic '" + answer.reading().topic() + "'";
    }

    private static String reason(
            EvaluationQuery query, Recommendation answer, List<Movie> films, long exist, Situation situation) {
        if (answer.refused()) {
            return "refused";
        }
        if (!query.kind().isRefused() && exist == 0) {
            return "the data set has no right film";
        }
        List<String> wrong = films.stream()
                .filter(movie -> query.kind().isRefused() || !query.isRight(movie, situation))
                .map(movie -> MovieText.citation(movie, Language.ENGLISH) + " " + movie.genres())
                .toList();
        return films.size() + " films, not right: " + wrong;
    }

    /** Returns the groups by kind, and by kind and tag. */
    Map<String, Group> groups() {
        return groups;
    }

    /** Returns the requests that were not answered fully right. */
    List<Miss> misses() {
        return misses;
    }

    /** Returns the share of the requests that have an answer which were refused all the same. */
    double falseRefusals() {
        return answerable == 0 ? 0 : (double) falseRefusals / answerable;
    }

    /** Returns the time of a stage in milliseconds that a share of the requests stayed within. */
    double millis(Stage stage, double share) {
        double[] sorted = millis.getOrDefault(stage, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }
}
