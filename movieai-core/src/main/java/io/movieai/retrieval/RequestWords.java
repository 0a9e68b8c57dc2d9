package io.movieai.retrieval;

import io.movieai.catalog.Genre;
import io.movieai.catalog.MovieText;
import io.movieai.query.Constraint;
import io.movieai.query.Reading;
import io.movieai.text.Language;
import java.util.List;
import java.util.stream.Stream;

/**
 * The standard words of a request that consists of conditions. Requests that say the same in other words (恐怖片, 吓人的片子)
 * have the same words, and few words serve many requests, so that an embedder that keeps what it embedded last seldom
 * runs its model for them.
 */
final class RequestWords {
    private RequestWords() {}

    /**
     * Returns a phrase for each genre, country and person that is wanted, each once, in the order of the conditions.
     * Years, ratings and popularity have none, for what films are about does not tell them.
     *
     * @return the phrases; none if the request says more than conditions, or nothing that has a phrase
     */
    static List<String> of(Reading reading) {
        if (!reading.topic().isBlank() || !reading.titles().isEmpty()) {
            return List.of();
        }
        return reading.constraints().stream()
                .filter(constraint -> !constraint.excluded())
                .flatMap(constraint -> phrases(constraint, reading.language()))
                .distinct()
                .toList();
    }

    private static Stream<String> phrases(Constraint constraint, Language language) {
        boolean chinese = language == Language.CHINESE;
        Stream<String> names = Stream.empty();
        if (constraint instanceof Constraint.Genres genres) {
            names = genres.anyOf().stream().sorted().map(chinese ? Genre::chinese : Genre::english);
        } else if (constraint instanceof Constraint.Countries countries) {
            names = countries.anyOf().stream().sorted().map(code -> MovieText.country(code, language));
        } else if (constraint instanceof Constraint.People people) {
            names = people.anyOf().stream();
        }
        return names.map(name -> chinese ? name + "电影" : name + " movie");
    }
}
