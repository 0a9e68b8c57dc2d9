package io.movieai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.movieai.MovieAiException;
import io.movieai.keyword.KeywordDocument;
import io.movieai.keyword.KeywordIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The suite that every {@link KeywordIndex} passes that keeps its documents after it is closed. */
public abstract class PersistentKeywordIndexContract extends KeywordIndexContract {
    /** Opens what the last index of this test kept. That index is closed by then. */
    protected abstract KeywordIndex reopen();

    private KeywordIndex reopened(KeywordIndex index) {
        index.close();
        return replaceIndex(reopen());
    }

    @Test
    void reopen_emptyIndex_isEmpty() {
        KeywordIndex index = reopened(index());

        assertThat(index.find("godfather", 10)).isEmpty();
        assertHolds(index, List.of(), List.of("godfather"));
    }

    @Test
    void reopen_afterWrites_findsWhatWasWritten() {
        KeywordIndex index = index(KeywordFilms.ALL);
        index.remove(List.of("jaws"));
        KeywordDocument changed = new KeywordDocument("alien", List.of("Brazil", "妙想天开"), "Terry Gilliam", "2");
        index.index(List.of(changed));
        List<KeywordDocument> kept = new ArrayList<>(KeywordFilms.ALL);
        kept.removeIf(film -> List.of("jaws", "alien").contains(film.id()));
        kept.add(changed);

        index = reopened(index);
        assertHolds(index, kept, List.of("jaws"));
        assertThat(find(index, "godfater")).contains("godfather");
        assertThat(find(index, "《教父》")).first().isEqualTo("godfather");
        assertThat(find(index, "brasil")).contains("alien");
        assertThat(find(index, "大白鲨")).isEmpty();
        assertThat(find(index, "sigourney")).isEmpty();

        index.remove(List.of("godfather"));
        index.index(KeywordFilms.ALL.subList(6, 7));
        index = reopened(index);
        assertThat(find(index, "jaws")).first().isEqualTo("jaws");
        assertThat(find(index, "教父")).doesNotContain("godfather");
    }

    @Test
    void calls_backendFails_throwMovieAiException() {
        Optional<Failing> failing = openFailing();
        assumeTrue(failing.isPresent(), "no backend that can be made to fail");
        KeywordIndex index = replaceIndex(failing.get().index());
        index.index(KeywordFilms.ALL);

        failing.get().fail().run();

        assertThatExceptionOfType(MovieAiException.class)
                .as("index")
                .isThrownBy(() -> index.index(List.of(document("new", "New", ""))));
        assertThatExceptionOfType(MovieAiException.class).as("remove").isThrownBy(() -> index.remove(List.of("jaws")));
        Throwable thrown = catchThrowable(() -> index.find("jaws", 10));
        if (thrown != null) {
            assertThat(thrown).as("find").isInstanceOf(MovieAiException.class);
        }
    }

    @Test
    void reopen_oddIds_areToldApart() {
        List<KeywordDocument> documents = OddTexts.IDS.stream()
                .map(id -> new KeywordDocument(id, List.of("Film"), "shared", "v " + id))
                .toList();

        KeywordIndex index = reopened(index(documents));

        assertHolds(index, documents, List.of("unknown"));
        assertThat(ids(index.find("shared", 100))).containsExactlyInAnyOrderElementsOf(OddTexts.IDS);
    }
}
