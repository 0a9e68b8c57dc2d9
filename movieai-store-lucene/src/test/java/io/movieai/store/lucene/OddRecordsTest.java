package io.movieai.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.keyword.KeywordDocument;
import io.movieai.keyword.KeywordHit;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records beyond what the index itself takes: long values, ill-formed texts, thousands of conditions. */
class OddRecordsTest {
    private static final String LONG = "长".repeat(40_000);

    @TempDir
    Path folder;

    private LuceneStore store;

    @BeforeEach
    void open() {
        store = LuceneStore.open(folder, Records.SPACE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        open();
    }

    @Test
    void ids_illFormedOrLong_areToldApart() {
        List<String> ids = List.of(
                "\ud800",
                "\ud801",
                "\udc00",
                "\ufffd",
                "?",
                "a\ud83c",
                "a\ud83d",
                LONG,
                LONG + "a",
                LONG + "b",
                "42",
                "42#1");
        store.upsert(
                ids.stream().map(id -> Records.record(id, "version of " + id)).toList());
        store.index(ids.stream()
                .map(id -> new KeywordDocument(id, List.of("Alien"), "", "version of " + id))
                .toList());

        reopen();

        assertThat(store.count()).isEqualTo(ids.size());
        assertThat(Records.ids(store, Filter.EVERYTHING))
                .containsExactlyElementsOf(ids.stream().sorted().toList());
        assertThat(store.find("alien", 100).stream().map(KeywordHit::id)).containsExactlyInAnyOrderElementsOf(ids);
        for (String id : ids) {
            assertThat(store.versions(List.of(id))).isEqualTo(Map.of(id, "version of " + id));
            assertThat(store.indexedVersions(List.of(id))).isEqualTo(Map.of(id, "version of " + id));
        }
        store.delete(ids.subList(0, 9));
        assertThat(Records.ids(store, Filter.EVERYTHING))
                .containsExactlyElementsOf(
                        ids.subList(9, ids.size()).stream().sorted().toList());
        store.remove(ids.subList(0, 9));
        assertThat(store.find("alien", 100)).hasSize(ids.size() - 9);
    }

    @Test
    void sameId_asVectorAndAsKeywords_isIndependent() {
        store.upsert(List.of(Records.record("42", "vector")));
        store.index(List.of(new KeywordDocument("42", List.of("Alien"), "", "keywords")));

        store.delete(List.of("42"));

        assertThat(store.versions(List.of("42"))).isEmpty();
        assertThat(store.indexedVersions(List.of("42"))).isEqualTo(Map.of("42", "keywords"));
        assertThat(store.find("alien", 10)).hasSize(1);
        assertThat(store.count()).isZero();

        store.upsert(List.of(Records.record("42", "vector")));
        store.remove(List.of("42"));

        assertThat(store.versions(List.of("42"))).isEqualTo(Map.of("42", "vector"));
        assertThat(store.indexedVersions(List.of("42"))).isEmpty();
        assertThat(store.find("alien", 10)).isEmpty();
        assertThat(store.count()).isEqualTo(1);
    }

    @Test
    void attributes_illFormedOrLong_comeBackAndFilter() {
        Map<String, Attributes> records = Map.of(
                "high", Attributes.builder().put("name", "\ud800").build(),
                "other high", Attributes.builder().put("name", "\ud801").build(),
                "long", Attributes.builder().put("name", LONG).build(),
                "longer",
                        Attributes.builder()
                                .put("name", List.of("short", LONG + "!"))
                                .build(),
                "high name", Attributes.builder().put("\ud800", 1).build(),
                "other high name", Attributes.builder().put("\ud801", 1).build(),
                "long name",
                        Attributes.builder()
                                .put(LONG, 1)
                                .put(LONG + "!", "text")
                                .build());
        records.forEach((id, attributes) -> store.upsert(List.of(Records.record(id, attributes))));

        reopen();

        for (VectorHit hit : Records.search(store, Filter.EVERYTHING)) {
            assertThat(hit.attributes()).as(hit.id()).isEqualTo(records.get(hit.id()));
        }
        List<Filter> filters = List.of(
                Filter.equal("name", "\ud800"),
                Filter.equal("name", "\ud801"),
                Filter.equal("name", "\ufffd"),
                Filter.equal("name", LONG),
                Filter.in("name", List.of(LONG + "!", "\ud800")),
                Filter.equal("\ud800", 1),
                Filter.between("\ud800", 0, 2),
                Filter.between("\ud801", 0, 2),
                Filter.between("\ufffd", 0, 2),
                Filter.between(LONG, 1, 1),
                Filter.equal(LONG + "!", "text"));
        for (Filter filter : filters) {
            List<String> expected = records.entrySet().stream()
                    .filter(record -> filter.matches(record.getValue()))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            assertThat(Records.ids(store, filter)).as("%.80s", filter).isEqualTo(expected);
            List<String> others = records.keySet().stream()
                    .filter(id -> !expected.contains(id))
                    .sorted()
                    .toList();
            assertThat(Records.ids(store, Filter.not(filter)))
                    .as("not %.80s", filter)
                    .isEqualTo(others);
        }
    }

    @Test
    void attribute_nameThatRunsIntoItsValue_isToldApart() {
        store.upsert(List.of(
                Records.record("1", Attributes.builder().put("ab", "c").build()),
                Records.record("2", Attributes.builder().put("a", "bc").build()),
                Records.record("3", Attributes.builder().put("abT", "c").build()),
                Records.record("4", Attributes.builder().put("ab", "Tc").build())));

        assertThat(Records.ids(store, Filter.equal("ab", "c"))).containsExactly("1");
        assertThat(Records.ids(store, Filter.equal("a", "bc"))).containsExactly("2");
        assertThat(Records.ids(store, Filter.equal("abT", "c"))).containsExactly("3");
        assertThat(Records.ids(store, Filter.equal("ab", "Tc"))).containsExactly("4");
    }

    @Test
    void search_thousandsOfConditions_areAllHeeded() {
        store.upsert(IntStream.range(0, 50)
                .mapToObj(i -> Records.record(
                        "record " + i,
                        Attributes.builder().put("n", i).put("t", "text " + i).build()))
                .toList());
        List<Filter> any = new ArrayList<>();
        List<String> in = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            any.add(Filter.equal("n", 5_040L - i));
            in.add("text " + (i + 30));
        }

        assertThat(Records.ids(store, new Filter.Any(any))).hasSize(9);
        assertThat(Records.ids(store, Filter.in("t", in))).hasSize(20);
        assertThat(Records.ids(
                        store, new Filter.All(any.stream().map(Filter::not).toList())))
                .hasSize(41);
    }

    @Test
    void search_documentOfAMegabyte_comesBack() {
        String document = "第一行\n\ud83c lone 🎬 ".repeat(70_000);
        store.upsert(List.of(Records.record("big", Attributes.EMPTY, document, "1")));

        reopen();

        assertThat(Records.search(store, Filter.EVERYTHING))
                .singleElement()
                .satisfies(hit -> assertThat(hit.document()).isEqualTo(document));
    }

    @Test
    void search_greatestLimit_findsAll() {
        store.upsert(List.of(Records.record("a", "1"), Records.record("b", "1")));

        assertThat(store.search(new VectorQuery(Records.axis(0), Integer.MAX_VALUE, Filter.EVERYTHING)))
                .hasSize(2);
    }

    @Test
    void find_longQueryOfKnownWords_finds() {
        List<KeywordDocument> documents = IntStream.range(0, 500)
                .mapToObj(i -> new KeywordDocument("d" + i, List.of("Title" + i), "word" + i, ""))
                .toList();
        store.index(documents);
        String all =
                String.join(" ", documents.stream().map(KeywordDocument::text).toList());

        assertThat(store.find(all + " title77 title77", 1))
                .extracting(KeywordHit::id)
                .containsExactly("d77");
        assertThat(store.find("TITEL78", 10)).extracting(KeywordHit::id).containsExactly("d78");
    }
}
