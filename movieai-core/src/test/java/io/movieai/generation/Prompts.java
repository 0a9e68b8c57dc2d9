package io.movieai.generation;

import io.movieai.Deadline;
import io.movieai.catalog.Movie;
import io.movieai.query.Reading;
import io.movieai.query.Reading.Intent;
import io.movieai.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Requests and prompts for tests. */
final class Prompts {
    private Prompts() {}

    static Reading reading(String text) {
        return new Reading(
                text,
                Language.of(text),
                List.of(),
                List.of(),
                OptionalInt.empty(),
                "",
                Intent.FIND,
                List.of(),
                List.of(),
                false);
    }

    static AnswerRequest request(String text, List<Movie> films) {
        List<ContextFilm> context = new ArrayList<>();
        films.forEach(movie -> context.add(new ContextFilm(context.size() + 1, movie, "")));
        return AnswerRequest.of(reading(text), context);
    }

    static Prompt prompt(Deadline deadline) {
        return PromptWriter.write(request("科幻", List.of()).withDeadline(deadline), PromptWriter.DEFAULT_TOKENS);
    }
}
