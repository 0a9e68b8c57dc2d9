package io.movieai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.movieai.keyword.KeywordDocument;
import io.movieai.keyword.KeywordHit;
import io.movieai.keyword.KeywordIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The suite that every {@link KeywordIndex} passes. The test class of an adapter extends it and hands over an empty index;
 * that of an index that keeps its documents extends {@link PersistentKeywordIndexContract} instead. No test can be left
 * out.
 */
public abstract class KeywordIndexContract extends KeywordIndexFixture {
    /** More documents than any adapter sends or writes in one piece. */
    private static final int MANY = 12_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The Godfather             | godfather
            教父                        | godfather
            The Godfather Part II     | godfather-2
            教父2                       | godfather-2
            The Shawshank Redemption  | shawshank
            肖申克的救赎                    | shawshank
            Alien                     | alien
            Heat                      | heat
            Her                       | her
            她                         | her
            2001: A Space Odyssey     | odyssey
            2001太空漫游                  | odyssey
            Le Fabuleux Destin d'Amélie Poulain | amelie
            Farewell My Concubine     | farewell
            Lust, Caution             | lust
            色，戒                       | lust
            """)
    void find_aTitle_putsThatFilmFirst(String text, String expected) {
        assertThat(find(index(KeywordFilms.ALL), text)).first().isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            godfather                 | godfather
            Godfather, The            | godfather
            the godfather             | godfather
            The Matrix                | matrix
            matrix                    | matrix
            Matrix, The               | matrix
            An Education              | education
            education                 | education
            A Beautiful Mind          | beautiful-mind
            beautiful mind            | beautiful-mind
            Terminator, The           | terminator
            """)
    void find_titleWithMovedArticle_putsThatFilmFirst(String text, String expected) {
        assertThat(find(index(KeywordFilms.ALL), text)).first().isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            THE GODFATHER             | godfather
            tHe gOdFaThEr             | godfather
            Ｇｏｄｆａｔｈｅｒ          | godfather
            Amelie                    | amelie
            AMÉLIE                    | amelie
            Ame\u0301lie              | amelie
            《教父》                    | godfather
            「肖申克的救赎」                | shawshank
            教父２                      | godfather-2
            肖申克的救贖                 | shawshank
            異形                       | alien
            色戒                        | lust
            Schindler’s List          | schindler
            schindlers list           | schindler
            spider man                | spiderman
            spiderman                 | spiderman
            Spider–Man!               | spiderman
            et the extraterrestrial   | et
            E T the Extra Terrestrial | et
            2001 a space odyssey      | odyssey
            '"Alien"?!'               | alien
            ~~~ jaws ~~~              | jaws
            se7en                     | seven
            """)
    void find_titleInAnotherSpelling_putsThatFilmFirst(String text, String expected) {
        assertThat(find(index(KeywordFilms.ALL), text)).first().isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jws                       | jaws
            jaaws                     | jaws
            jawz                      | jaws
            kaws                      | jaws
            ajws                      | jaws
            jasw                      | jaws
            aline                     | alien
            lien                      | alien
            aliens                    | alien
            haet                      | heat
            matrlx                    | matrix
            godfater                  | godfather
            goodfatherr               | godfather
            gdfathr                   | godfather
            ogdfatehr                 | godfather
            hodfathrr                 | godfather
            termenater                | terminator
            shawshenk                 | shawshank
            shwshnk redemtion         | shawshank
            the shaswhank redepmtoin  | shawshank
            schindlers lst            | schindler
            fabuleus destin           | amelie
            farewel my cuncobine      | farewell
            beutiful mnd              | beautiful-mind
            GODFATÉR                  | godfather
            """)
    void find_titleWithTypos_findsThatFilm(String text, String expected) {
        assertThat(find(index(KeywordFilms.ALL), text).stream().limit(5)).contains(expected);
    }

    @Test
    void find_exactTitleBesideNearOnes_comesBeforeThem() {
        KeywordIndex index = index(
                document("1", "Alienn", "alien alien alien alien"),
                document("2", "Aliens", "alien"),
                document("3", "Alien Alien Alien", "alien alien"),
                document("4", "Alien", ""),
                document("5", "The Alien Factor", "alien"),
                document("6", "Lien", ""));

        assertThat(find(index, "alien")).first().isEqualTo("4");
        assertThat(find(index, "aliens")).first().isEqualTo("2");
        assertThat(find(index, "lien")).first().isEqualTo("6");
        assertThat(find(index, "alien factor")).first().isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            黑手党家族                   | godfather
            黑手党                      | godfather
            马龙·白兰度                  | godfather
            马龙白兰度                   | godfather
            白兰度                      | godfather
            Marlon Brando             | godfather
            brando                    | godfather
            frank darabont            | shawshank
            摩根・弗里曼                  | shawshank
            银行家蒙冤入狱                | shawshank
            京剧演员                     | farewell
            张国荣                      | farewell
            程序员发现世界是虚拟的           | matrix
            操作系统                     | her
            我想看《教父》这样的电影          | godfather
            有没有像肖申克的救赎一样的片子？   | shawshank
            a film like Schindler's List, please | schindler
            """)
    void find_wordsOfAFilm_findsIt(String text, String expected) {
        assertThat(find(index(KeywordFilms.ALL), text)).contains(expected);
    }

    @Test
    void find_wordsThatNoFilmHas_findsNothing() {
        KeywordIndex index = index(KeywordFilms.ALL);

        assertThat(index.find("xylophone", 10)).isEmpty();
        assertThat(index.find("龘靐", 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"AND (title:*~2 \\ /regex/\"",
                "+regex -regex !regex",
                "regex^2 OR [a TO b]",
                "regex AND NOT (((",
                "&& || regex ~5",
                "/regex",
                "regex\\"
            })
    void find_operatorsInTheText_areWordsOrNothing(String text) {
        assertThat(find(index(KeywordFilms.ALL), text)).contains("regex");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n\t",
                "?!…",
                "《》·—",
                "*",
                "*:*",
                "title:",
                "\"\"",
                "()",
                "\\",
                "/",
                "🎬",
                "\u0007\u0000",
                "\ud83c"
            })
    void find_textThatHoldsNoWordOfAFilm_findsNothing(String text) {
        // "title:" is the one text here with a word, and no film holds it: it names no field.
        KeywordIndex index = index(document("a", "Godfather", "🎬 * ? 教父"));

        assertThat(index.find(text, 10)).isEmpty();
    }

    @Test
    void find_longText_isReadToTheEnd() {
        KeywordIndex index = index(KeywordFilms.ALL);
        String words = IntStream.range(0, 5_000).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));

        assertThat(find(index, words + " Schwarzenegger")).contains("terminator");
        assertThat(find(index, OddTexts.longText(50_000, SEED) + "黑手党家族")).contains("godfather");
        assertThat(index.find("x".repeat(100_000), 10)).isEmpty();
    }

    @Test
    void find_scores_areOrderedWithTiesById() {
        // In UTF-16, as compareTo has it, the emoji's surrogates come before the full-width tilde; in UTF-8 after it.
        List<String> ordered = List.of("!", "10", "9", "A", "B", "a", "aa", "b", "é", "教", "🎬", "\uff5e");
        List<KeywordDocument> documents = new ArrayList<>(
                ordered.stream().map(id -> document(id, "Heat", "same text")).toList());
        Collections.shuffle(documents, new Random(SEED));
        KeywordIndex index = index(documents.subList(0, 5));
        index.index(documents.subList(5, documents.size()));

        List<KeywordHit> hits = index.find("heat", 100);

        assertOrdered(hits, "seed " + SEED);
        assertThat(ids(hits)).as("seed %d", SEED).isEqualTo(ordered);
        assertThat(ids(index.find("same", 5))).as("seed %d", SEED).isEqualTo(ordered.subList(0, 5));
    }

    @Test
    void find_limit_isTheGreatestNumberOfHits() {
        List<KeywordDocument> documents = IntStream.range(0, 30)
                .mapToObj(i -> document("d" + i, "Film " + i, "night ".repeat(i + 1)))
                .toList();
        KeywordIndex index = index(documents);
        List<KeywordHit> all = index.find("night", 1_000_000);

        assertThat(all).hasSize(30);
        assertOrdered(all, "night");
        assertThat(index.find("night", 1)).isEqualTo(all.subList(0, 1));
        assertThat(index.find("night", 7)).isEqualTo(all.subList(0, 7));
        assertThat(index.find("night", Integer.MAX_VALUE)).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void find_limitBelowOne_isRefused(int limit) {
        KeywordIndex index = index(KeywordFilms.ALL);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.find("godfather", limit))
                .withMessageContaining(Integer.toString(limit));
    }

    @Test
    void find_emptyIndex_findsNothing() {
        KeywordIndex index = index();

        assertThat(index.find("godfather", 10)).isEmpty();
        assertThat(index.indexedVersions(List.of("godfather"))).isEmpty();
    }

    @Test
    void index_noDocuments_changesNothing() {
        KeywordIndex index = index(KeywordFilms.ALL);

        index.index(List.of());

        assertHolds(index, KeywordFilms.ALL, List.of());
    }

    @Test
    void index_knownId_replacesTheDocument() {
        KeywordIndex index = index(
                new KeywordDocument("a", List.of("Alien", "异形"), "Sigourney Weaver", "1"),
                document("b", "Heat", "Al Pacino"));

        index.index(List.of(new KeywordDocument("a", List.of("Jaws"), "Steven Spielberg", "2")));

        assertThat(find(index, "alien")).isEmpty();
        assertThat(find(index, "alein")).isEmpty();
        assertThat(find(index, "异形")).isEmpty();
        assertThat(find(index, "sigourney")).isEmpty();
        assertThat(find(index, "jaws")).containsExactly("a");
        assertThat(find(index, "spielberg")).containsExactly("a");
        assertThat(find(index, "pacino")).containsExactly("b");
        assertThat(index.indexedVersions(List.of("a", "b"))).isEqualTo(Map.of("a", "2", "b", ""));
    }

    @Test
    void index_sameIdTwiceInOneCall_theLastCounts() {
        KeywordIndex index = index(
                new KeywordDocument("a", List.of("Alien"), "first", "1"),
                document("b", "Heat", ""),
                new KeywordDocument("a", List.of("Jaws"), "last", "2"));

        assertThat(find(index, "alien first")).isEmpty();
        assertThat(find(index, "jaws")).containsExactly("a");
        assertThat(index.indexedVersions(List.of("a"))).isEqualTo(Map.of("a", "2"));
    }

    @Test
    void index_moreThanAnyPage_indexesAll() {
        List<KeywordDocument> documents = IntStream.range(0, MANY)
                .mapToObj(i -> new KeywordDocument("d" + i, List.of("Film number" + i), "common unique" + i, "v" + i))
                .toList();
        KeywordIndex index = index(documents);

        assertHolds(index, documents, List.of("d" + MANY));
        assertThat(index.find("common", MANY)).hasSize(MANY);
        for (int i : new int[] {0, 1, MANY / 2, MANY - 1}) {
            assertThat(find(index, "unique" + i)).containsExactly("d" + i);
            assertThat(find(index, "film number" + i)).first().isEqualTo("d" + i);
        }
        index.remove(IntStream.range(1, MANY).mapToObj(i -> "d" + i).toList());
        assertThat(find(index, "common")).containsExactly("d0");
    }

    @Test
    void index_oddDocuments_areKept() {
        List<KeywordDocument> documents = new ArrayList<>();
        for (String id : OddTexts.IDS) {
            documents.add(new KeywordDocument(id, List.of("Film " + documents.size()), "shared", "v " + id));
        }
        documents.add(new KeywordDocument("no titles", List.of(), "shared", ""));
        documents.add(new KeywordDocument("no words", List.of("🎬", "", "?"), " ", ""));
        documents.add(new KeywordDocument("no text", List.of("Shared"), "", ""));
        documents.add(new KeywordDocument(
                "long",
                List.of("t".repeat(50_000)),
                "w".repeat(50_000) + OddTexts.longText(100_000, SEED) + " shared",
                ""));
        documents.add(new KeywordDocument("ill-formed", List.of("\ud83c Shared \udfac"), "a\u0000b shared", ""));
        KeywordIndex index = index(documents);

        assertHolds(index, documents, List.of("unknown"));
        assertThat(ids(index.find("shared", 100)))
                .containsExactlyInAnyOrderElementsOf(documents.stream()
                        .map(KeywordDocument::id)
                        .filter(id -> !id.equals("no words"))
                        .toList());
        for (String id : OddTexts.IDS) {
            index.remove(List.of(id));
            assertThat(ids(index.find("shared", 100)))
                    .as("after removing '%s'", id)
                    .doesNotContain(id);
        }
        assertThat(index.find("shared", 100)).hasSize(4);
    }

    @Test
    void remove_someIds_removesThemAndIgnoresTheUnknown() {
        KeywordIndex index = index(KeywordFilms.ALL);

        index.remove(List.of("godfather", "unknown", "jaws", "jaws", "GODFATHER-2"));
        index.remove(List.of());

        assertThat(find(index, "jaws")).doesNotContain("jaws");
        assertThat(find(index, "jws")).doesNotContain("jaws");
        assertThat(find(index, "大白鲨")).isEmpty();
        assertThat(find(index, "教父")).contains("godfather-2").doesNotContain("godfather");
        List<KeywordDocument> left = KeywordFilms.ALL.stream()
                .filter(film -> !List.of("godfather", "jaws").contains(film.id()))
                .toList();
        assertHolds(index, left, List.of("godfather", "jaws"));

        index.index(KeywordFilms.ALL);
        assertThat(find(index, "jaws")).first().isEqualTo("jaws");
        assertHolds(index, KeywordFilms.ALL, List.of("unknown"));
    }

    @Test
    void indexedVersions_knownAndUnknownIds_givesTheKnown() {
        List<String> tags = List.of("", "1", "sha256:0aF", "版本 1", "🎬", "v".repeat(200));
        List<KeywordDocument> documents = new ArrayList<>();
        for (String tag : tags) {
            documents.add(new KeywordDocument("d" + documents.size(), List.of(), "", tag));
        }
        KeywordIndex index = index(documents);

        assertHolds(index, documents, List.of("unknown", "d0"));
        assertThat(index.indexedVersions(List.of("d2"))).isEqualTo(Map.of("d2", "sha256:0aF"));
        assertThat(index.indexedVersions(List.of())).isEmpty();
    }

    @Test
    void close_twice_doesNothingMore() {
        KeywordIndex index = index(KeywordFilms.ALL);

        index.close();
        index.close();

        assertThatIllegalStateException().isThrownBy(() -> index.find("godfather", 1));
    }

    @Test
    void close_thenAnyCall_isRefused() {
        KeywordIndex index = index(KeywordFilms.ALL);
        index.close();
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("index", () -> index.index(KeywordFilms.ALL));
        calls.put("index of nothing", () -> index.index(List.of()));
        calls.put("find", () -> index.find("godfather", 1));
        calls.put("find of nothing", () -> index.find("", 1));
        calls.put("remove", () -> index.remove(List.of("godfather")));
        calls.put("remove of nothing", () -> index.remove(List.of()));
        calls.put("indexedVersions", () -> index.indexedVersions(List.of("godfather")));
        calls.put("indexedVersions of nothing", () -> index.indexedVersions(List.of()));

        calls.forEach((what, call) -> assertThatIllegalStateException().as(what).isThrownBy(call));
    }

    @Test
    void calls_fromEightThreads_eachSeesItsOwnWrites() {
        KeywordIndex index = index(KeywordFilms.ALL);

        List<Map<String, KeywordDocument>> written = Concurrently.run(thread -> {
            Random random = new Random(SEED + thread);
            Map<String, KeywordDocument> live = new HashMap<>();
            for (int round = 0; round < 20; round++) {
                List<KeywordDocument> batch = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    int film = random.nextInt(20);
                    batch.add(new KeywordDocument(
                            "t" + thread + "-" + film,
                            List.of("Sequel " + film),
                            "common ownedby" + thread,
                            "round " + round));
                }
                index.index(batch);
                batch.forEach(document -> live.put(document.id(), document));
                List<String> gone = live.keySet().stream()
                        .filter(id -> random.nextInt(6) == 0)
                        .toList();
                index.remove(gone);
                gone.forEach(live::remove);
                String what = "seed " + SEED + ", thread " + thread + ", round " + round;
                List<KeywordHit> own = index.find("ownedby" + thread, 1_000);
                assertOrdered(own, what);
                assertThat(ids(own)).as(what).containsExactlyInAnyOrderElementsOf(live.keySet());
                assertThat(ids(index.find("godfather", 5))).as(what).first().isEqualTo("godfather");
                assertHolds(index, live.values(), gone);
            }
            return live;
        });

        List<KeywordDocument> all =
                written.stream().flatMap(live -> live.values().stream()).toList();
        assertHolds(index, all, List.of());
        assertThat(index.find("common", 1_000)).hasSameSizeAs(all);
    }
}
