package io.movieai.keyword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InvertedIndexTest {
    private static final long SEED = 20_260_126;

    private static final List<String> WORDS = List.of(
            "night",
            "nights",
            "knight",
            "love",
            "live",
            "dove",
            "the",
            "man",
            "godfather",
            "godfahter",
            "教父",
            "黑手党",
            "夜",
            "2001",
            "2010",
            "se7en",
            "seven");

    private static InvertedIndex of(KeywordDocument... documents) {
        InvertedIndex index = new InvertedIndex();
        List.of(documents).forEach(index::put);
        return index;
    }

    private static KeywordDocument document(String id, String title, String text) {
        return new KeywordDocument(id, List.of(title), text, "");
    }

    private static List<String> ids(InvertedIndex index, String text) {
        return index.find(text, 10).stream().map(KeywordHit::id).toList();
    }

    @Test
    void find_oneWord_scoresByTheFormula() {
        InvertedIndex index = of(
                document("a", "Night Train", "night night in a city far away"),
                document("b", "Heat", "a night"),
                document("c", "Alien", "space"));
        double idf = Math.log(1 + (3 - 2 + 0.5) / (2 + 0.5));
        double averageText = (7 + 2 + 1) / 3.0;
        double averageTitle = (2 + 1 + 1) / 3.0;
        double a = 3 / (0.25 + 0.75 * 2 / averageTitle) + 2 / (0.25 + 0.75 * 7 / averageText);
        double b = 1 / (0.25 + 0.75 * 2 / averageText);

        List<KeywordHit> hits = index.find("night", 10);

        assertThat(hits).extracting(KeywordHit::id).containsExactly("a", "b");
        assertThat(hits.get(0).score()).isCloseTo(idf * a / (1.2 + a), within(1e-12));
        assertThat(hits.get(1).score()).isCloseTo(idf * b / (1.2 + b), within(1e-12));
    }

    @Test
    void find_typo_scoresLessThanTheWordForEachTypo() {
        InvertedIndex index = of(document("a", "Terminator Two", ""), document("b", "Heat", ""));
        double exact = index.find("terminator", 1).get(0).score();

        assertThat(index.find("terminater", 1).get(0).score()).isCloseTo(exact * 0.6, within(1e-12));
        assertThat(index.find("termenater", 1).get(0).score()).isCloseTo(exact * 0.36, within(1e-12));
        assertThat(index.find("tormenater", 1)).isEmpty();
    }

    @Test
    void find_wordNearAnother_countsTheBetterOfTheTwoOnce() {
        InvertedIndex index = of(
                document("both", "Aliens Alien Thing", ""),
                document("one", "Alien Other Thing", ""),
                document("none", "Heat", ""));

        List<KeywordHit> hits = index.find("alien", 10);

        assertThat(hits).extracting(KeywordHit::id).containsExactly("both", "one");
        assertThat(hits.get(0).score()).isEqualTo(hits.get(1).score());
    }

    @Test
    void find_typosInShortWordsTextOrDigits_findsNothing() {
        InvertedIndex index = of(
                document("short", "Her", ""),
                document("text", "Heat", "terminator"),
                document("year", "1917 Se7en", ""));

        assertThat(ids(index, "hor")).isEmpty();
        assertThat(ids(index, "terminater")).isEmpty();
        assertThat(ids(index, "1918")).isEmpty();
        assertThat(ids(index, "se8en")).isEmpty();
        assertThat(ids(index, "se7n")).containsExactly("year");
    }

    @Test
    void find_ideographs_areSearchedInPairsOrAlone() {
        InvertedIndex index = of(document("she", "她", ""), document("her", "爱她", ""), document("he", "他", "她在哪里"));

        assertThat(ids(index, "她")).containsExactly("she", "her", "he");
        assertThat(ids(index, "爱她")).containsExactly("her");
        assertThat(ids(index, "我 爱她 吗")).containsExactly("her");
    }

    @Test
    void find_articlesBesideOtherWords_areLeftOut() {
        InvertedIndex index = of(document("a", "The Sea", ""), document("b", "Heat", "the the the a an"));

        assertThat(ids(index, "what the sea")).containsExactly("a");
        assertThat(ids(index, "the")).containsExactly("b");
    }

    @Test
    void find_titleThatIsTheText_comesBeforeWhateverScoresMost() {
        InvertedIndex index = of(
                document("exact", "Night of the Long Knives and Many More Words", ""),
                document("much", "Night Knives", "night knives words long many more ".repeat(50)));

        assertThat(ids(index, "night of the long knives and many more words")).containsExactly("exact", "much");
        assertThat(ids(index, "night knives words")).containsExactly("much", "exact");
    }

    @Test
    void find_afterManyWritesAndRemovals_agreesWithAFreshIndex() {
        Random random = new Random(SEED);
        InvertedIndex index = new InvertedIndex();
        Map<String, KeywordDocument> live = new HashMap<>();
        for (int step = 0; step < 6_000; step++) {
            String id = "d" + random.nextInt(300);
            if (random.nextInt(3) == 0) {
                index.remove(id);
                live.remove(id);
            } else {
                KeywordDocument document = new KeywordDocument(
                        id, List.of(words(random, 3), words(random, 2)), words(random, 12), "v" + step);
                index.put(document);
                live.put(id, document);
            }
            if (step % 600 == 599) {
                assertSame(index, live, random, "seed " + SEED + ", step " + step);
            }
        }
        assertThat(live).hasSizeGreaterThan(100);
    }

    private static void assertSame(InvertedIndex index, Map<String, KeywordDocument> live, Random random, String what) {
        List<KeywordDocument> shuffled = new ArrayList<>(live.values());
        Collections.shuffle(shuffled, random);
        InvertedIndex fresh = of(shuffled.toArray(KeywordDocument[]::new));
        assertThat(index.size()).as(what).isEqualTo(live.size());
        live.forEach((id, document) -> assertThat(index.version(id)).as(what).isEqualTo(document.version()));
        assertThat(index.version("unknown")).as(what).isNull();
        for (int i = 0; i < 30; i++) {
            String text = words(random, 3);
            assertThat(index.find(text, 20)).as("%s, '%s'", what, text).isEqualTo(fresh.find(text, 20));
        }
    }

    private static String words(Random random, int most) {
        StringBuilder words = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            words.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        return words.toString();
    }
}
