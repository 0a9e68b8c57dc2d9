package io.movieai.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of the vector store's suite that holds every form of filter against {@link Filter#matches}. */
abstract class VectorStoreFilterContract extends VectorStoreFixture {
    private static final long EXACT_REALS = 1L << 53;

    private static Attributes text(String name, String value) {
        return Attributes.builder().put(name, value).build();
    }

    private static Attributes integer(String name, long value) {
        return Attributes.builder().put(name, value).build();
    }

    private static Attributes real(String name, double value) {
        return Attributes.builder().put(name, value).build();
    }

    private static Attributes flag(String name, boolean value) {
        return Attributes.builder().put(name, value).build();
    }

    private static Attributes texts(String name, String... values) {
        return Attributes.builder().put(name, List.of(values)).build();
    }

    /** Stores the attributes under the ids {@code 0, 1, …}. */
    private VectorStore storing(Attributes... attributes) {
        List<VectorRecord> records = new ArrayList<>();
        for (int i = 0; i < attributes.length; i++) {
            records.add(record(Integer.toString(i), attributes[i]));
        }
        VectorStore store = store();
        store.upsert(records);
        return store;
    }

    /** Checks which of the records {@code 0, 1, …} fulfil a filter; all have the same vector, so they come by id. */
    private static void assertFinds(VectorStore store, Filter filter, Integer... expected) {
        assertThat(ids(search(store, 1_000, filter)))
                .as("records that fulfil %s", filter)
                .containsExactlyElementsOf(
                        List.of(expected).stream().map(String::valueOf).sorted().toList());
    }

    @Test
    void equal_text_findsThatTextAlone() {
        VectorStore store = storing(
                text("genre", "Drama"),
                text("genre", "drama"),
                text("genre", "Drama "),
                text("genre", "Dramatic"),
                text("genre", "科幻"),
                text("genre", ""),
                text("genre", "é"),
                text("genre", "e\u0301"),
                text("other", "Drama"),
                Attributes.EMPTY);

        assertFinds(store, Filter.equal("genre", "Drama"), 0);
        assertFinds(store, Filter.equal("genre", "科幻"), 4);
        assertFinds(store, Filter.equal("genre", ""), 5);
        assertFinds(store, Filter.equal("genre", "é"), 6);
        assertFinds(store, Filter.equal("genre", "Western"));
        assertFinds(store, Filter.equal("unheard of", "Drama"));
    }

    @Test
    void equal_textInList_findsTheList() {
        VectorStore store = storing(
                texts("genres", "Drama", "War"),
                texts("genres", "War", "科幻", "Drama"),
                texts("genres", "Drama, War"),
                texts("genres", "", "[\"War\"]"),
                text("genres", "War"),
                texts("genres", "War", "War"));

        assertFinds(store, Filter.equal("genres", "War"), 0, 1, 4, 5);
        assertFinds(store, Filter.equal("genres", "科幻"), 1);
        assertFinds(store, Filter.equal("genres", ""), 3);
        assertFinds(store, Filter.equal("genres", "Drama, War"), 2);
        assertFinds(store, Filter.equal("genres", "[\"War\"]"), 3);
    }

    @Test
    void equal_integer_isExactOverAll64Bits() {
        long[] values = {
            0,
            -1,
            EXACT_REALS,
            EXACT_REALS + 1,
            -EXACT_REALS,
            -EXACT_REALS - 1,
            Long.MAX_VALUE,
            Long.MAX_VALUE - 1,
            Long.MIN_VALUE,
            Long.MIN_VALUE + 1
        };
        VectorStore store = storing(IntStream.range(0, values.length)
                .mapToObj(i -> integer("n", values[i]))
                .toArray(Attributes[]::new));

        for (int i = 0; i < values.length; i++) {
            assertFinds(store, Filter.equal("n", values[i]), i);
        }
        assertFinds(store, Filter.equal("n", EXACT_REALS + 2));
    }

    @Test
    void equal_valueOfAnotherType_findsNothing() {
        VectorStore store = storing(
                text("x", "1"),
                integer("x", 1),
                real("x", 1.0),
                flag("x", true),
                text("x", "true"),
                texts("x", "1", "true"));

        assertFinds(store, Filter.equal("x", "1"), 0, 5);
        assertFinds(store, Filter.equal("x", 1L), 1);
        assertFinds(store, Filter.equal("x", true), 3);
        assertFinds(store, Filter.equal("x", "true"), 4, 5);
        assertFinds(store, Filter.equal("x", false));
        assertFinds(store, Filter.equal("x", "1.0"));
    }

    @Test
    void equal_boolean_tellsFalseFromAbsent() {
        VectorStore store = storing(flag("seen", true), flag("seen", false), Attributes.EMPTY, integer("seen", 0));

        assertFinds(store, Filter.equal("seen", true), 0);
        assertFinds(store, Filter.equal("seen", false), 1);
    }

    @Test
    void in_texts_findsTextsAndListsThatHoldOne() {
        VectorStore store = storing(
                text("genre", "Drama"),
                text("genre", "War"),
                texts("genre", "科幻", "War"),
                texts("genre", "Comedy"),
                text("genre", ""),
                integer("genre", 1),
                flag("genre", true),
                Attributes.EMPTY);

        assertFinds(store, Filter.in("genre", List.of("Drama", "War")), 0, 1, 2);
        assertFinds(store, Filter.in("genre", List.of("科幻", "", "Western")), 2, 4);
        assertFinds(store, Filter.in("genre", List.of("War", "War")), 1, 2);
        assertFinds(store, Filter.in("genre", List.of("1", "true")));
        assertFinds(store, Filter.in("unheard of", List.of("Drama")));
    }

    @Test
    void in_noTexts_findsNothing() {
        VectorStore store = storing(text("genre", "Drama"), text("genre", ""), Attributes.EMPTY);

        assertFinds(store, Filter.in("genre", List.of()));
        assertFinds(store, Filter.not(Filter.in("genre", List.of())), 0, 1, 2);
    }

    @Test
    void in_moreTextsThanAnyLimit_findsThem() {
        VectorStore store =
                storing(text("key", "7"), text("key", "2999"), text("key", "3000"), texts("key", "x", "1500"));
        List<String> many =
                IntStream.range(0, 3_000).mapToObj(Integer::toString).toList();

        assertFinds(store, Filter.in("key", many), 0, 1, 3);
        assertFinds(store, Filter.not(Filter.in("key", many)), 2);
    }

    @Test
    void between_bounds_areIncluded() {
        VectorStore store = storing(
                integer("year", 1989),
                integer("year", 1990),
                integer("year", 1999),
                integer("year", 2000),
                real("year", 1990.0),
                real("year", 1989.9999999999998),
                real("year", 1999.5),
                text("year", "1995"),
                texts("year", "1995"),
                flag("year", true),
                Attributes.EMPTY);

        assertFinds(store, Filter.between("year", 1990, 1999), 1, 2, 4);
        assertFinds(store, Filter.between("year", 1999.5, 1999.5), 6);
        assertFinds(store, Filter.between("year", 1989.9999999999998, 1989.9999999999998), 5);
        assertFinds(store, Filter.between("unheard of", 0, 3_000));
    }

    @Test
    void between_infinities_areNoBounds() {
        VectorStore store = storing(
                real("rating", -Double.MAX_VALUE),
                real("rating", 0.0),
                real("rating", Double.MAX_VALUE),
                integer("rating", Long.MIN_VALUE),
                integer("rating", Long.MAX_VALUE),
                Attributes.EMPTY,
                text("rating", "3"));
        double none = Double.POSITIVE_INFINITY;

        assertFinds(store, Filter.between("rating", -none, none), 0, 1, 2, 3, 4);
        assertFinds(store, Filter.between("rating", 1, none), 2, 4);
        assertFinds(store, Filter.between("rating", -none, -1), 0, 3);
        assertFinds(store, Filter.between("rating", none, none));
        assertFinds(store, Filter.between("rating", -none, -none));
    }

    @Test
    void between_tinyRealsAndBothZeros_comparesAsReals() {
        VectorStore store = storing(
                real("x", 0.0),
                real("x", -0.0),
                integer("x", 0),
                real("x", 1e-300),
                real("x", -1e-300),
                real("x", Double.MIN_VALUE));

        assertFinds(store, Filter.between("x", 0.0, 0.0), 0, 1, 2);
        assertFinds(store, Filter.between("x", -0.0, -0.0), 0, 1, 2);
        assertFinds(store, Filter.between("x", -0.0, Double.MIN_VALUE), 0, 1, 2, 5);
        assertFinds(store, Filter.between("x", 1e-300, 1e-300), 3);
        assertFinds(store, Filter.between("x", Double.MIN_VALUE, 1), 3, 5);
        assertFinds(store, Filter.between("x", -1, -1e-301), 4);
    }

    @Test
    void between_greatIntegers_comparesThemAsReals() {
        VectorStore store = storing(
                integer("n", EXACT_REALS),
                integer("n", EXACT_REALS + 1),
                integer("n", EXACT_REALS + 2),
                integer("n", Long.MAX_VALUE),
                integer("n", Long.MAX_VALUE - 1),
                integer("n", Long.MIN_VALUE));

        // 2^53 + 1 is 2^53 as a real, and the greatest integer is 2^63.
        assertFinds(store, Filter.between("n", EXACT_REALS, EXACT_REALS), 0, 1);
        assertFinds(store, Filter.between("n", 0x1p63, 0x1p63), 3, 4);
        assertFinds(store, Filter.between("n", -0x1p63, -0x1p63), 5);
        assertFinds(store, Filter.between("n", 0, Math.nextDown(0x1p63)), 0, 1, 2);
    }

    @Test
    void allAndAny_empty_areEverythingAndNothing() {
        VectorStore store = storing(text("a", "x"), Attributes.EMPTY);

        assertFinds(store, Filter.EVERYTHING, 0, 1);
        assertFinds(store, Filter.all(), 0, 1);
        assertFinds(store, Filter.any());
        assertFinds(store, Filter.not(Filter.all()));
        assertFinds(store, Filter.not(Filter.any()), 0, 1);
        assertFinds(store, Filter.all(Filter.all(), Filter.any()));
        assertFinds(store, Filter.any(Filter.all(), Filter.any()), 0, 1);
        assertFinds(store, Filter.all(Filter.all(Filter.all())), 0, 1);
        assertFinds(store, Filter.all(Filter.equal("a", "x"), Filter.all()), 0);
        assertFinds(store, Filter.any(Filter.equal("a", "x"), Filter.any()), 0);
    }

    @Test
    void not_absentAttributeOrOtherType_isFulfilled() {
        VectorStore store = storing(
                text("x", "a"),
                text("x", "b"),
                integer("x", 5),
                real("x", 5.0),
                texts("x", "a", "b"),
                Attributes.EMPTY);

        assertFinds(store, Filter.not(Filter.equal("x", "a")), 1, 2, 3, 5);
        assertFinds(store, Filter.not(Filter.in("x", List.of("a", "b"))), 2, 3, 5);
        assertFinds(store, Filter.not(Filter.between("x", 0, 10)), 0, 1, 4, 5);
        assertFinds(store, Filter.not(Filter.equal("x", 5L)), 0, 1, 3, 4, 5);
        assertFinds(store, Filter.not(Filter.equal("x", true)), 0, 1, 2, 3, 4, 5);
        assertFinds(store, Filter.not(Filter.equal("unheard of", "a")), 0, 1, 2, 3, 4, 5);
    }

    @Test
    void nested_filters_combine() {
        VectorStore store = storing(
                Attributes.builder()
                        .put("genres", List.of("科幻", "爱情"))
                        .put("year", 1995)
                        .build(),
                Attributes.builder()
                        .put("genres", List.of("科幻", "恐怖"))
                        .put("year", 1995)
                        .build(),
                Attributes.builder()
                        .put("genres", List.of("科幻"))
                        .put("year", 2005)
                        .build(),
                Attributes.builder()
                        .put("genres", List.of("爱情"))
                        .put("rating", 4.5)
                        .build(),
                Attributes.builder().put("year", 1991).build());
        Filter nineties = Filter.between("year", 1990, 1999);
        Filter scienceFiction = Filter.equal("genres", "科幻");
        Filter horror = Filter.equal("genres", "恐怖");

        assertFinds(store, Filter.all(nineties, scienceFiction, Filter.not(horror)), 0);
        assertFinds(store, Filter.any(horror, Filter.between("rating", 4, 5)), 1, 3);
        assertFinds(store, Filter.not(Filter.any(nineties, scienceFiction)), 3);
        assertFinds(store, Filter.not(Filter.all(nineties, scienceFiction)), 2, 3, 4);
        assertFinds(store, Filter.all(Filter.not(horror), Filter.not(scienceFiction)), 3, 4);
        assertFinds(store, Filter.any(Filter.not(nineties), Filter.all(nineties, Filter.not(scienceFiction))), 2, 3, 4);
        assertFinds(store, Filter.not(Filter.not(scienceFiction)), 0, 1, 2);
    }

    @Test
    void nested_deeplyAndWidely_isFollowed() {
        VectorStore store = storing(text("a", "x"), text("a", "y"), Attributes.EMPTY);
        Filter deep = Filter.equal("a", "x");
        for (int i = 0; i < 40; i++) {
            deep = i % 2 == 0 ? Filter.not(Filter.all(deep)) : Filter.any(Filter.not(Filter.any(deep)), Filter.any());
        }
        List<Filter> wide = new ArrayList<>(Collections.nCopies(2_000, Filter.equal("a", "z")));
        wide.add(Filter.equal("a", "y"));

        assertFinds(store, deep, deep.matches(text("a", "x")) ? new Integer[] {0} : new Integer[] {1, 2});
        assertFinds(store, new Filter.Any(wide), 1);
        assertFinds(store, Filter.not(new Filter.Any(wide)), 0, 2);
    }

    @Test
    void names_ofAnyCharacters_areToldApart() {
        VectorStore store = store();
        List<VectorRecord> records = new ArrayList<>();
        for (int i = 0; i < OddTexts.NAMES.size(); i++) {
            records.add(record("record " + i, text(OddTexts.NAMES.get(i), "here")));
        }
        store.upsert(records);

        for (int i = 0; i < OddTexts.NAMES.size(); i++) {
            String name = OddTexts.NAMES.get(i);
            List<VectorHit> hits = search(store, 1_000, Filter.equal(name, "here"));
            assertThat(ids(hits)).as("records with attribute '%s'", name).containsExactly("record " + i);
            assertThat(hits.get(0).attributes()).as("attributes").isEqualTo(text(name, "here"));
        }
    }

    @Test
    void values_ofAnyCharactersAndLength_areFound() {
        VectorStore store = store();
        List<String> values = new ArrayList<>(OddTexts.DOCUMENTS);
        values.add(OddTexts.longText(40_000, SEED));
        values.add(OddTexts.longText(40_000, SEED) + "x");
        List<VectorRecord> records = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            records.add(record("text " + i, text("value", values.get(i))));
            records.add(record("list " + i, texts("values", "other", values.get(i))));
        }
        store.upsert(records);

        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            assertThat(ids(search(store, 1_000, Filter.equal("value", value))))
                    .as("records whose text is value %d", i)
                    .containsExactly("text " + i);
            assertThat(ids(search(store, 1_000, Filter.in("values", List.of(value)))))
                    .as("records whose list holds value %d", i)
                    .containsExactly("list " + i);
        }
    }

    @Test
    void search_randomFilters_agreeWithMatches() {
        RandomRecords random = new RandomRecords(SEED);
        List<VectorRecord> records = random.records("r", 300, DIMENSION);
        VectorStore store = store();
        store.upsert(records);

        int wanted = 0;
        int missed = 0;
        for (int i = 0; i < 200; i++) {
            Filter filter = random.filter(4);
            String what = "seed " + SEED + ", filter " + i + " " + filter;
            VectorQuery all = new VectorQuery(random.embedding(DIMENSION), records.size(), filter);
            int missedOfAll = assertAnswers(store.search(all), all, records, what);
            assertThat(missedOfAll)
                    .as("%s: missed although all fit in the limit", what)
                    .isZero();
            VectorQuery few = new VectorQuery(random.embedding(DIMENSION), 5, filter);
            List<VectorHit> hits = store.search(few);
            missed += assertAnswers(hits, few, records, what);
            wanted += hits.size();
        }
        assertThat(wanted).as("hits of selective searches").isGreaterThan(100);
        assertThat((double) missed / wanted)
                .as("seed %d: share of the nearest records that was missed", SEED)
                .isLessThanOrEqualTo(missedShare());
    }
}
