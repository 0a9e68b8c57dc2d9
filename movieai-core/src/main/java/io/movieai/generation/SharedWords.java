package io.movieai.generation;

import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import io.movieai.text.Term;
import io.movieai.text.Terms;
import io.movieai.text.TextFolding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of a request that a film's data holds: what can be said to be mentioned there. */
final class SharedWords {
    private static final int MOST = 3;

    /** Shorter words are mostly articles and the like, and single ideographs parts of other words. */
    private static final int SHORTEST_WORD = 3;

    private SharedWords() {}

    /**
     * Returns the words of a topic that the film's names, people, keywords or synopsis hold, as the topic writes them: whole
     * words, and runs of two ideographs or more.
     */
    static List<String> of(String topic, Movie movie) {
        String data = Stream.of(
                        movie.allTitles().stream(),
                        Stream.concat(movie.directors().stream(), movie.cast().stream())
                                .flatMap(SharedWords::names),
                        movie.keywords().stream(),
                        movie.synopsis().stream())
                .flatMap(texts -> texts)
                .collect(Collectors.joining("\n"));
        Set<String> held = new HashSet<>();
        Terms.of(data).forEach(term -> held.add(term.text()));
        String folded = TextFolding.fold(data);
        List<String> shared = new ArrayList<>();
        int start = -1;
        int end = -1;
        for (Term term : Terms.of(topic)) {
            if (term.kind() == Term.Kind.CHARACTER || !held.contains(term.text())) {
                continue;
            }
            boolean goesOn = term.kind() == Term.Kind.PAIR
                    && start >= 0
                    && term.start() < end
                    && folded.contains(TextFolding.fold(topic.substring(start, term.end())));
            if (!goesOn) {
                add(shared, topic, start, end);
                start = term.kind() == Term.Kind.WORD && term.text().length() < SHORTEST_WORD ? -1 : term.start();
            }
            end = term.end();
        }
        add(shared, topic, start, end);
        return shared.stream().distinct().limit(MOST).toList();
    }

    private static Stream<String> names(Person person) {
        return Stream.concat(Stream.of(person.name()), person.chineseName().stream());
    }

    private static void add(List<String> shared, String topic, int start, int end) {
        if (start >= 0) {
            shared.add(topic.substring(start, end));
        }
    }
}
