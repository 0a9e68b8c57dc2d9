package io.movieai.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.movieai.app.json.AnswerJson;
import io.movieai.app.json.FilmJson;
import io.movieai.catalog.Movie;
import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.CandidateRequest;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.recommend.UserId;
import io.movieai.text.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Films by their ids, films like them, and films for a user. */
final class FilmRoutes {
    private final Backend backend;
    private final WorkQueue queue;
    private final Executor connections;

    FilmRoutes(Backend backend, WorkQueue queue, Executor connections) {
        this.backend = backend;
        this.queue = queue;
        this.connections = connections;
    }

    /** {@code GET /api/films/{id}}. */
    void film(Context context) {
        ObjectNode body = Answers.object().put("success", true);
        body.set("film", FilmJson.node(find(context)));
        Answers.json(context, body);
    }

    /** {@code GET /api/films/{id}/similar}. */
    void similar(Context context) {
        Movie film = find(context);
        int limit = QueryParameters.topK(context);
        Language language = QueryParameters.language(context);
        Answers.later(
                context,
                queue.submit(() -> {
                    ObjectNode body = Answers.object()
                            .put("success", true)
                            .put("movie_id", film.id().value());
                    ArrayNode films = body.putArray("films");
                    backend.ai().similar(film.id(), limit, language).forEach(like -> films.add(AnswerJson.film(like)));
                    return body;
                }),
                connections);
    }

    /** {@code GET /api/users/{id}/recommendations}. */
    void forUser(Context context) {
        CandidateRecommender recommender = backend.recommender()
                .orElseThrow(() -> ApiException.of(
                        404, "no_user_model", "this service was started without a model of users, so it knows none"));
        UserId user = UserId.of(id(context, "user"));
        int limit = QueryParameters.topK(context);
        Answers.later(
                context,
                queue.submit(() -> body(
                        user,
                        recommender.recommend(
                                new CandidateRequest(Optional.of(user), List.of(), Set.of(), Set.of(), limit)))),
                connections);
    }

    private ObjectNode body(UserId user, List<ScoredItem> items) {
        ObjectNode body = Answers.object().put("success", true).put("user_id", user.value());
        ArrayNode films = body.putArray("films");
        for (ScoredItem item : items) {
            ObjectNode node = films.addObject().put("movie_id", item.item().value());
            backend.ai().catalog().find(item.item()).ifPresent(movie -> {
                node.put("title", movie.title());
                movie.titleZh().ifPresent(title -> node.put("title_zh", title));
                movie.year().ifPresent(year -> node.put("year", year));
            });
            node.put("score", item.score());
            node.put("basis", item.basis().name().toLowerCase(Locale.ROOT));
            ArrayNode because = node.putArray("because");
            item.because().forEach(liked -> because.add(liked.value()));
        }
        return body;
    }

    private Movie find(Context context) {
        return backend.ai()
                .catalog()
                .find(ItemId.of(id(context, "film")))
                .orElseThrow(() -> ApiException.of(404, "film_not_found", "no film of the catalogue has this id"));
    }

    private static String id(Context context, String what) {
        String id = context.pathParam("id");
        if (id.isBlank()) {
            throw ApiException.bad("invalid_id", "expected the id of a " + what + ", found a blank text");
        }
        return id;
    }
}
