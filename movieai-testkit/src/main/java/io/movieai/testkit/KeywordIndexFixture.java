package io.movieai.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.keyword.KeywordDocument;
import io.movieai.keyword.KeywordHit;
import io.movieai.keyword.KeywordIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What the tests of keyword indexes share: the index under test. */
abstract class KeywordIndexFixture {
    static final long SEED = 20_260_118;

    private @Nullable KeywordIndex opened;

    /** Opens an empty index. The suite calls it once in a test at most, and closes what it returns. */
    protected abstract KeywordIndex open();

    /**
     * An index and its backend.
     *
     * @param index an empty index
     * @param fail makes the backend fail from now on, at writes at least
     */
    public record Failing(KeywordIndex index, Runnable fail) {}

    /**
     * Opens an empty index whose backend can be made to fail. The test class of an adapter whose backend can fail overrides it;
     * where there is none, the test of it is skipped. The suite closes what it returns.
     */
    protected Optional<Failing> openFailing() {
        return Optional.empty();
    }

    final KeywordIndex index(KeywordDocument... documents) {
        return index(List.of(documents));
    }

    final KeywordIndex index(List<KeywordDocument> documents) {
        assertThat(opened).as("one index per test").isNull();
        KeywordIndex index = open();
        opened = index;
        if (!documents.isEmpty()) {
            index.index(documents);
        }
        return index;
    }

    /** Puts another index in the place of the one that is closed after the test. */
    final KeywordIndex replaceIndex(KeywordIndex index) {
        opened = index;
        return index;
    }

    @AfterEach
    final void closeIndex() {
        if (opened != null) {
            opened.close();
        }
    }

    static KeywordDocument document(String id, String title, String text) {
        return new KeywordDocument(id, List.of(title), text, "");
    }

    static List<String> ids(List<KeywordHit> hits) {
        return hits.stream().map(KeywordHit::id).toList();
    }

    static List<String> find(KeywordIndex index, String text) {
        List<KeywordHit> hits = index.find(text, 10);
        assertOrdered(hits, "'" + text + "'");
        return ids(hits);
    }

    /** Checks that scores are above 0, the greatest comes first, and ties are in the order of the ids. */
    static void assertOrdered(List<KeywordHit> hits, String what) {
        assertThat(ids(hits)).as("%s: ids", what).doesNotHaveDuplicates();
        for (int i = 0; i < hits.size(); i++) {
            KeywordHit hit = hits.get(i);
            assertThat(hit.score())
                    .as("%s: score of hit %d", what, i)
                    .isFinite()
                    .isPositive();
            if (i > 0) {
                KeywordHit before = hits.get(i - 1);
                assertThat(hit.score())
                        .as("%s: score of hit %d (%s) after %s", what, i, hit.id(), before.id())
                        .isLessThanOrEqualTo(before.score());
                if (hit.score() == before.score()) {
                    assertThat(hit.id()).as("%s: id of hit %d, a tie", what, i).isGreaterThan(before.id());
                }
            }
        }
    }

    /** Checks that the index holds these documents with their versions, and none of the others. */
    static void assertHolds(KeywordIndex index, Collection<KeywordDocument> documents, Collection<String> others) {
        Map<String, String> expected = new HashMap<>();
        documents.forEach(document -> expected.put(document.id(), document.version()));
        Collection<String> asked = new ArrayList<>(expected.keySet());
        asked.addAll(others);
        assertThat(index.indexedVersions(asked)).as("versions").isEqualTo(expected);
    }
}
