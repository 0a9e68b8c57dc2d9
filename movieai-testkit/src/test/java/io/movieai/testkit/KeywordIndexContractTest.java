package io.movieai.testkit;

import static io.movieai.testkit.BrokenAdapters.assertNoticed;

import io.movieai.keyword.InMemoryKeywordIndex;
import io.movieai.keyword.KeywordDocument;
import io.movieai.keyword.KeywordHit;
import io.movieai.keyword.KeywordIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The suite of keyword indexes notices each of these mistakes. */
class KeywordIndexContractTest {
    private static final Pattern OPERATORS = Pattern.compile("AND|OR|NOT|[+\\\\-\\\\^~:*]");

    /** A right index, to be broken in one place. */
    private static class ForwardingKeywordIndex implements KeywordIndex {
        private final KeywordIndex index = new InMemoryKeywordIndex();

        @Override
        public void index(List<KeywordDocument> documents) {
            index.index(documents);
        }

        @Override
        public List<KeywordHit> find(String text, int limit) {
            return index.find(text, limit);
        }

        @Override
        public void remove(Collection<String> ids) {
            index.remove(ids);
        }

        @Override
        public Map<String, String> indexedVersions(Collection<String> ids) {
            return index.indexedVersions(ids);
        }

        @Override
        public void close() {
            index.close();
        }
    }

    /** An index that changes the text that is looked for. */
    private static KeywordIndex searching(UnaryOperator<String> change) {
        return new ForwardingKeywordIndex() {
            @Override
            public List<KeywordHit> find(String text, int limit) {
                return super.find(change.apply(text), limit);
            }
        };
    }

    /** An index that changes documents on their way in. */
    private static KeywordIndex storing(UnaryOperator<KeywordDocument> change) {
        return new ForwardingKeywordIndex() {
            @Override
            public void index(List<KeywordDocument> documents) {
                super.index(documents.stream().map(change).toList());
            }
        };
    }

    /** An index that changes what it found. */
    private static KeywordIndex finding(UnaryOperator<List<KeywordHit>> change) {
        return new ForwardingKeywordIndex() {
            @Override
            public List<KeywordHit> find(String text, int limit) {
                return change.apply(super.find(text, limit));
            }
        };
    }

    static class KnowsNoTitles extends KeywordIndexContract {
        @Override
        protected KeywordIndex open() {
            return storing(document -> new KeywordDocument(
                    document.id(),
                    List.of(),
                    String.join("\n", document.titles()) + "\n" + document.text(),
                    document.version()));
        }
    }

    @Test
    void suite_indexWithoutTitles_fails() {
        assertNoticed(
                KnowsNoTitles.class,
                "find_aTitle_putsThatFilmFirst",
                "find_titleWithTypos_findsThatFilm",
                "find_exactTitleBesideNearOnes_comesBeforeThem");
    }

    static class ReadsOperators extends KeywordIndexContract {
        @Override
        protected KeywordIndex open() {
            return searching(text -> {
                if (OPERATORS.matcher(text).find()) {
                    throw new IllegalArgumentException("syntax error in " + text);
                }
                return text;
            });
        }
    }

    @Test
    void suite_indexThatReadsOperators_fails() {
        assertNoticed(ReadsOperators.class, "find_operatorsInTheText_areWordsOrNothing");
    }

    static class NeedsPunctuation extends KeywordIndexContract {
        @Override
        protected KeywordIndex open() {
            return storing(document -> new KeywordDocument(
                    document.id(),
                    document.titles().stream()
                            .map(title -> title.replaceAll("[-.'’]", " x "))
                            .toList(),
                    document.text(),
                    document.version()));
        }
    }

    @Test
    void suite_indexThatNeedsPunctuation_fails() {
        assertNoticed(NeedsPunctuation.class, "find_titleInAnotherSpelling_putsThatFilmFirst");
    }

    static class NeedsTheFirstLetter extends KeywordIndexContract {
        @Override
        protected KeywordIndex open() {
            return new ForwardingKeywordIndex() {
                private final Map<String, List<String>> titles = new ConcurrentHashMap<>();

                @Override
                public void index(List<KeywordDocument> documents) {
                    documents.forEach(document -> titles.put(document.id(), document.titles()));
                    super.index(documents);
                }

                @Override
                public List<KeywordHit> find(String text, int limit) {
                    return super.find(text, limit).stream()
                            .filter(hit -> titles.getOrDefault(hit.id(), List.of()).stream()
                                    .anyMatch(title -> title.regionMatches(true, 0, text, 0, 1)))
                            .toList();
                }
            };
        }
    }

    @Test
    void suite_indexThatNeedsTheFirstLetter_fails() {
        assertNoticed(NeedsTheFirstLetter.class, "find_titleWithTypos_findsThatFilm");
    }

    static class ReadsTheBeginningOnly extends KeywordIndexContract {
        @Override
        protected KeywordIndex open() {
            return searching(text -> text.substring(0, Math.min(text.length(), 1_000)));
        }
    }

    @Test
    void suite_indexThatReadsTheBeginningOnly_fails() {
        assertNoticed(ReadsTheBeginningOnly.class, "find_longText_isReadToTheEnd");
    }

    static class OrdersTiesByCodePoint extends KeywordIndexContract {
        @Override
        protected KeywordIndex open() {
            return finding(hits -> hits.stream()
                    .sorted(Comparator.comparingDouble(KeywordHit::score)
                            .reversed()
                            .thenComparing((one, other) -> Arrays.compare(
                                    one.id().codePoints().toArray(),
                                    other.id().codePoints().toArray())))
                    .toList());
        }
    }

    @Test
    void suite_indexThatOrdersTiesByCodePoint_fails() {
        assertNoticed(OrdersTiesByCodePoint.class, "find_scores_areOrderedWithTiesById");
    }

    static class CutsAtAPage extends KeywordIndexContract {
        @Override
        protected KeywordIndex open() {
            return finding(hits -> hits.subList(0, Math.min(hits.size(), 1_000)));
        }
    }

    @Test
    void suite_indexThatFindsAPageAtMost_fails() {
        assertNoticed(CutsAtAPage.class, "index_moreThanAnyPage_indexesAll");
    }

    static class KeepsTheFirstOfDuplicates extends KeywordIndexContract {
        @Override
        protected KeywordIndex open() {
            return new ForwardingKeywordIndex() {
                @Override
                public void index(List<KeywordDocument> documents) {
                    List<KeywordDocument> reversed = new ArrayList<>(documents);
                    Collections.reverse(reversed);
                    super.index(reversed);
                }
            };
        }
    }

    @Test
    void suite_indexThatKeepsTheFirstOfDuplicates_fails() {
        assertNoticed(KeepsTheFirstOfDuplicates.class, "index_sameIdTwiceInOneCall_theLastCounts");
    }

    static class RemovesNothing extends KeywordIndexContract {
        @Override
        protected KeywordIndex open() {
            return new ForwardingKeywordIndex() {
                @Override
                public void remove(Collection<String> ids) {
                    super.remove(List.of());
                }
            };
        }
    }

    @Test
    void suite_indexThatRemovesNothing_fails() {
        assertNoticed(
                RemovesNothing.class,
                "remove_someIds_removesThemAndIgnoresTheUnknown",
                "calls_fromEightThreads_eachSeesItsOwnWrites");
    }
}
