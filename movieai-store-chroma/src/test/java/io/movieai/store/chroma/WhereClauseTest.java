package io.movieai.store.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.store.Filter;
import io.movieai.store.chroma.WhereClause.Known;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhereClauseTest {
    /** On a server from 1.0 on, with records of something else in the collection. */
    private static String newer(Filter filter) {
        return WhereClause.of(filter, new Known(true, false)).toString();
    }

    private static String older(Filter filter) {
        return WhereClause.of(filter, new Known(false, false)).toString();
    }

    /** On a server from 1.0 on, with nothing but records of this library. */
    private static String ours(Filter filter) {
        return WhereClause.of(filter, new Known(true, true)).toString();
    }

    @Test
    void of_genreAndYears_isDecidedByEveryServer() {
        Filter filter = Filter.all(Filter.equal("genres", "科幻"), Filter.between("year", 1990, 1999));
        String expected = "{\"$and\":[{\"$or\":[{\"genres\":{\"$in\":[\"科幻\"]}},{\"genres:科幻\":{\"$eq\":1}},"
                + "{\"genres:科幻\":{\"$eq\":true}}]},"
                + "{\"$or\":[{\"year\":{\"$in\":[1990,1991,1992,1993,1994,1995,1996,1997,1998,1999]}},"
                + "{\"$and\":[{\"year\":{\"$gte\":1989.9999999999998}},{\"year\":{\"$lte\":1999.0000000000002}}]}]}]}";

        assertThat(newer(filter)).isEqualTo(expected);
        assertThat(older(filter)).isEqualTo(expected);
    }

    @Test
    void of_recordsOfOursAlone_areLookedUpByFewConditions() {
        Filter filter = Filter.all(Filter.equal("genres", "科幻"), Filter.between("year", 1990, 1992.5));

        assertThat(ours(filter))
                .isEqualTo("{\"$and\":[{\"$or\":[{\"genres\":{\"$in\":[\"科幻\"]}},{\"genres:科幻\":{\"$eq\":1}}]},"
                        + "{\"$or\":[{\"year\":{\"$in\":[1990,1991,1992]}},{\":year\":{\"$in\":[1990,1991,1992]}}]}]}");
        assertThat(WhereClause.of(filter, new Known(true, true)).isLookup()).isTrue();
        assertThat(WhereClause.of(filter, new Known(true, false)).isLookup()).isFalse();
        assertThat(ours(Filter.not(Filter.equal("genres", "恐怖"))))
                .isEqualTo("{\"$and\":[{\"genres\":{\"$nin\":[\"恐怖\"]}},{\"genres:恐怖\":{\"$ne\":1}}]}");
    }

    @Test
    void of_rangesOfOurs_reachEveryRealAndInteger() {
        assertThat(ours(Filter.between("rating", 7.5, 7.9)))
                .as("no integer, and reals from 7 to below 8")
                .isEqualTo("{\":rating\":{\"$in\":[7]}}");
        assertThat(ours(Filter.between("n", -1.5, -0.5)))
                .isEqualTo("{\"$or\":[{\"n\":{\"$in\":[-1]}},{\":n\":{\"$in\":[-2,-1]}}]}");
        assertThat(ours(Filter.between("year", 1900, 1989))).contains("$in").doesNotContain("$gte");
        assertThat(ours(Filter.between("year", 1900, 1990))).contains("$gte").doesNotContain("$in");
        assertThat(ours(Filter.between("n", Double.NEGATIVE_INFINITY, 3)))
                .contains("{\"n\":{\"$gte\":" + Long.MIN_VALUE + "}}")
                .contains("{\":n\":{\"$lte\":3}}");
        assertThat(ours(Filter.between("n", 1e300, 1e301)))
                .as("floors beyond 64 bits are the greatest integer")
                .contains("{\":n\":{\"$lte\":" + Long.MAX_VALUE + "}}");
    }

    @Test
    void of_notAText_isLeftToTheLibraryBeforeOnePointNought() {
        Filter filter = Filter.not(Filter.equal("genres", "恐怖"));

        assertThat(older(filter)).isEqualTo("EVERYTHING");
        assertThat(newer(filter))
                .isEqualTo("{\"$and\":[{\"genres\":{\"$nin\":[\"恐怖\"]}},"
                        + "{\"$or\":[{\"movieai:format\":{\"$ne\":2}},{\"genres:恐怖\":{\"$ne\":1}}]}]}");
    }

    @Test
    void of_partThatNoServerDecides_isLeftOutOfAllAndOpensAny() {
        Filter undecided = Filter.not(Filter.between("year", 1990, 1999));
        Filter seen = Filter.equal("seen", true);

        assertThat(newer(undecided)).isEqualTo("EVERYTHING");
        assertThat(newer(Filter.all(undecided, seen))).isEqualTo("{\"seen\":{\"$eq\":true}}");
        assertThat(newer(Filter.any(undecided, seen))).isEqualTo("EVERYTHING");
        assertThat(newer(Filter.not(Filter.any(undecided, seen))))
                .as("years 1990 to 1999, and not seen")
                .contains("\"$in\":[1990,")
                .contains("{\"seen\":{\"$ne\":true}}");
    }

    @Test
    void of_emptyForms_areEverythingOrNothing() {
        assertThat(newer(Filter.EVERYTHING)).isEqualTo("EVERYTHING");
        assertThat(newer(Filter.any())).isEqualTo("NOTHING");
        assertThat(newer(Filter.not(Filter.all()))).isEqualTo("NOTHING");
        assertThat(newer(Filter.not(Filter.any()))).isEqualTo("EVERYTHING");
        assertThat(newer(Filter.in("genre", List.of()))).isEqualTo("NOTHING");
        assertThat(newer(Filter.not(Filter.in("genre", List.of())))).isEqualTo("EVERYTHING");
        assertThat(newer(Filter.between("x", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)))
                .isEqualTo("NOTHING");
    }

    @Test
    void of_namesAndTextsWithoutPlainKeys_isEverything() {
        for (String name : List.of("", "$and", "#document", "chroma:document", "a:b", "n".repeat(257))) {
            assertThat(newer(Filter.equal(name, "x"))).as(name).isEqualTo("EVERYTHING");
            assertThat(newer(Filter.equal(name, 1))).as(name).isEqualTo("EVERYTHING");
            assertThat(newer(Filter.between(name, 0, 1))).as(name).isEqualTo("EVERYTHING");
            assertThat(newer(Filter.not(Filter.equal(name, true)))).as(name).isEqualTo("EVERYTHING");
        }
        assertThat(newer(Filter.equal("x", "y".repeat(257)))).isEqualTo("EVERYTHING");
        assertThat(newer(Filter.not(Filter.equal("x", "y".repeat(257))))).isEqualTo("EVERYTHING");
    }

    @Test
    void of_moreThanAServerTakes_staysWithinItsLimits() {
        List<String> many =
                IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();
        Filter deep = Filter.equal("a", "x");
        for (int i = 0; i < 200; i++) {
            deep = i % 2 == 0
                    ? Filter.all(deep, Filter.equal("seen", true))
                    : Filter.any(deep, Filter.equal("seen", false));
        }
        Filter.All wide = new Filter.All(
                many.stream().map(text -> Filter.equal("genres", text)).toList());

        assertThat(newer(Filter.in("genres", many))).isEqualTo("EVERYTHING");
        assertThat(newer(wide).split("\\$eq", -1)).hasSize(133);
        assertThat(newer(deep).length()).isLessThan(2_000);
    }

    @Test
    void of_betweenGreatBounds_reachesEveryNumberThatRoundsIntoThem() {
        assertThat(newer(Filter.between("n", 0x1p63, Double.POSITIVE_INFINITY)))
                .contains("{\"n\":{\"$gte\":" + (Long.MAX_VALUE - 2_048) + "}}")
                .contains("{\"n\":{\"$lte\":" + Long.MAX_VALUE + "}}")
                .contains("{\"n\":{\"$lte\":1.7976931348623157E308}}");
        assertThat(newer(Filter.between("n", 1999.2, 1999.8)))
                .as("no integer lies between")
                .doesNotContain("$or");
    }
}
