package io.movieai.keyword;

import io.movieai.text.Term;
import io.movieai.text.Terms;
import io.movieai.text.Titles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Documents by their terms, scored with BM25F over two fields, titles and text. Not safe for use by several threads while it
 * is changed.
 *
 * <p>The score of a document for a term is {@code idf · tf / (k1 + tf)}, where {@code tf} is the sum over the fields of the
 * field's weight times the term's count, divided by {@code 1 - b + b · length / average length}, and {@code idf = ln(1 + (N
 * - n + 0.5) / (n + 0.5))} for {@code n} of {@code N} documents with the term. A term counts once in a title, and of
 * several titles the shortest that holds it counts.
 *
 * <p>Source: Robertson and Zaragoza, <a href="https://doi.org/10.1561/1500000019">The Probabilistic Relevance Framework: BM25
 * and Beyond</a>, 2009, on BM25F; the 1 in the logarithm, which keeps it positive, is Lucene's.
 */
final class InvertedIndex {
    /** Saturation; Robertson and Zaragoza find 1.2 to 2 good in many circumstances. */
    private static final double K1 = 1.2;

    /** How much the length matters; Robertson and Zaragoza find 0.5 to 0.8 good in many circumstances. */
    private static final double B = 0.75;

    /** A term in a title counts as much as three in a text of average length: our choice. */
    private static final double TITLE_WEIGHT = 3;

    /** What is left of a term's score for each typo: our choice. */
    private static final double TYPO_FACTOR = 0.6;

    /** Fewer removed documents than this are not worth clearing out. */
    private static final int FEW = 1_000;

    private static final Set<String> ARTICLES = Set.of("the", "a", "an");

    private final Map<String, Postings> byTerm = new HashMap<>();
    private final TitleWords titleWords = new TitleWords();
    private final Map<String, List<Integer>> byTitleKey = new HashMap<>();
    private final Map<String, Integer> numberOf = new HashMap<>();
    /** The documents by number; null where one was removed. */
    private final List<@Nullable Indexed> documents = new ArrayList<>();

    private int[] textLengths = new int[16];
    private long allText;
    private long allTitleWords;
    private long allTitles;
    /** {@code b} divided by the average length of the texts. */
    private double relativeLength;

    /**
     * A document of the index.
     *
     * @param terms its terms, those of its titles first
     * @param titleTerms how many of the terms are in its titles
     */
    private record Indexed(
            String id,
            String version,
            List<Postings> terms,
            int titleTerms,
            List<String> titleKeys,
            int titles,
            int titleWords) {}

    /** What one document holds of a term, while it is read. */
    private static final class Occurrence {
        private int titleLength;
        private int textCount;
    }

    int size() {
        return numberOf.size();
    }

    @Nullable
    String version(String id) {
        Integer number = numberOf.get(id);
        Indexed document = number == null ? null : documents.get(number);
        return document == null ? null : document.version();
    }

    /** Adds a document, in place of the one that has its id. */
    void put(KeywordDocument document) {
        remove(document.id());
        Map<String, Occurrence> occurrences = new LinkedHashMap<>();
        Set<String> titleKeys = new LinkedHashSet<>();
        int words = 0;
        for (String title : document.titles()) {
            List<Term> terms = Terms.of(Titles.withoutArticle(title));
            int length = length(terms);
            words += length;
            for (Term term : terms) {
                Occurrence occurrence = occurrences.computeIfAbsent(term.text(), text -> new Occurrence());
                occurrence.titleLength =
                        occurrence.titleLength == 0 ? length : Math.min(length, occurrence.titleLength);
            }
            titleKeys.add(Titles.key(title));
        }
        titleKeys.remove("");
        int titleTerms = occurrences.size();
        List<Term> text = Terms.of(document.text());
        for (Term term : text) {
            occurrences.computeIfAbsent(term.text(), key -> new Occurrence()).textCount++;
        }
        int number = documents.size();
        List<Postings> terms = new ArrayList<>(occurrences.size());
        occurrences.forEach((term, occurrence) -> terms.add(occur(term, number, occurrence)));
        if (number == textLengths.length) {
            textLengths = Arrays.copyOf(textLengths, number * 2);
        }
        textLengths[number] = length(text);
        allText += textLengths[number];
        allTitleWords += words;
        allTitles += document.titles().size();
        numberOf.put(document.id(), number);
        relateLengths();
        titleKeys.forEach(
                key -> byTitleKey.computeIfAbsent(key, k -> new ArrayList<>(1)).add(number));
        documents.add(new Indexed(
                document.id(),
                document.version(),
                List.copyOf(terms),
                titleTerms,
                List.copyOf(titleKeys),
                document.titles().size(),
                words));
    }

    private Postings occur(String term, int document, Occurrence occurrence) {
        Postings postings = byTerm.computeIfAbsent(term, Postings::new);
        postings.add(document, occurrence.titleLength, occurrence.textCount);
        if (occurrence.titleLength > 0) {
            titleWords.add(postings);
        }
        return postings;
    }

    private static int length(List<Term> terms) {
        int length = 0;
        for (Term term : terms) {
            if (term.kind() != Term.Kind.PAIR) {
                length++;
            }
        }
        return length;
    }

    /** Removes a document, if it is there. */
    void remove(String id) {
        Integer number = numberOf.remove(id);
        Indexed document = number == null ? null : documents.set(number, null);
        if (number == null || document == null) {
            return;
        }
        for (int i = 0; i < document.terms().size(); i++) {
            document.terms().get(i).forget(i < document.titleTerms());
        }
        for (String key : document.titleKeys()) {
            List<Integer> holders = byTitleKey.getOrDefault(key, List.of());
            holders.remove(number);
            if (holders.isEmpty()) {
                byTitleKey.remove(key);
            }
        }
        allText -= textLengths[number];
        allTitleWords -= document.titleWords();
        allTitles -= document.titles();
        relateLengths();
        int removed = documents.size() - numberOf.size();
        if (removed > FEW && removed > numberOf.size()) {
            clearOut();
        }
    }

    private void relateLengths() {
        relativeLength = allText == 0 ? 0 : B * size() / allText;
    }

    /** Gives the documents new numbers without gaps, and drops terms that none holds. */
    private void clearOut() {
        int[] newNumbers = new int[documents.size()];
        List<Indexed> kept = new ArrayList<>(numberOf.size());
        for (int number = 0; number < newNumbers.length; number++) {
            Indexed document = documents.get(number);
            newNumbers[number] = document == null ? -1 : kept.size();
            if (document != null) {
                textLengths[kept.size()] = textLengths[number];
                kept.add(document);
            }
        }
        documents.clear();
        documents.addAll(kept);
        byTerm.values().removeIf(postings -> postings.live() == 0);
        titleWords.clear();
        for (Postings postings : byTerm.values()) {
            postings.renumber(newNumbers);
            if (postings.isInTitles()) {
                titleWords.add(postings);
            }
        }
        numberOf.replaceAll((id, number) -> newNumbers[number]);
        byTitleKey.values().forEach(holders -> holders.replaceAll(number -> newNumbers[number]));
    }

    /** Returns the documents that match, best first. */
    List<KeywordHit> find(String text, int limit) {
        List<Term> words = queryTerms(text);
        if (words.isEmpty() || numberOf.isEmpty()) {
            return List.of();
        }
        double[] scores = new double[documents.size()];
        // A document's score for a term is less than the term's greatest idf, so a bonus of the sum of those, and 1 for
        // rounding, puts every document that has the text as a title before every one that has not.
        double bonus = 1;
        for (Term word : words) {
            bonus += score(word, scores);
        }
        for (int number : byTitleKey.getOrDefault(Titles.key(text), List.of())) {
            scores[number] += bonus;
        }
        return best(scores, limit);
    }

    /**
     * Returns the distinct terms to look for: words, and ideographs in pairs or, where one stands alone, single. Articles
     * are left out beside other words.
     */
    private static List<Term> queryTerms(String text) {
        Map<String, Term> terms = new LinkedHashMap<>();
        int pairEnd = 0;
        List<Term> all = Terms.of(Titles.withoutArticle(text));
        for (int i = 0; i < all.size(); i++) {
            Term term = all.get(i);
            if (term.kind() == Term.Kind.PAIR) {
                pairEnd = term.end();
            }
            boolean startsPair = i + 1 < all.size()
                    && all.get(i + 1).kind() == Term.Kind.PAIR
                    && all.get(i + 1).start() == term.start();
            boolean inPair = term.kind() == Term.Kind.CHARACTER && (startsPair || term.end() <= pairEnd);
            if (!inPair) {
                terms.putIfAbsent(term.text(), term);
            }
        }
        if (!ARTICLES.containsAll(terms.keySet())) {
            terms.keySet().removeAll(ARTICLES);
        }
        return List.copyOf(terms.values());
    }

    /** Adds what a term scores, and returns the greatest idf that went into it. */
    private double score(Term word, double[] scores) {
        Postings exact = byTerm.get(word.text());
        double idf = exact == null ? 0 : idf(exact);
        if (exact != null) {
            for (int i = 0; i < exact.size(); i++) {
                scores[exact.document(i)] += idf * share(exact, i);
            }
        }
        if (word.kind() != Term.Kind.WORD) {
            return idf;
        }
        double greatest = idf;
        Map<Integer, Double> nearScores = new HashMap<>();
        for (TitleWords.Near near : titleWords.near(word.text())) {
            Postings postings = near.postings();
            // A rare misspelling of a common word does not tell more than the word.
            double nearIdf = exact == null || exact.live() == 0 ? idf(postings) : Math.min(idf, idf(postings));
            greatest = Math.max(greatest, nearIdf);
            double weight = nearIdf * Math.pow(TYPO_FACTOR, near.typos());
            for (int i = 0; i < postings.size(); i++) {
                if (postings.titleLength(i) > 0) {
                    nearScores.merge(
                            postings.document(i),
                            weight * saturated(titleFrequency(postings.titleLength(i))),
                            Math::max);
                }
            }
        }
        // Of the word and those near it, the one that scores best counts, once.
        nearScores.forEach((number, nearScore) -> {
            int index = exact == null ? -1 : exact.indexOf(number);
            double counted = exact == null || index < 0 ? 0 : idf * share(exact, index);
            scores[number] += Math.max(0, nearScore - counted);
        });
        return greatest;
    }

    private double idf(Postings postings) {
        int holders = postings.live();
        return Math.log1p((size() - holders + 0.5) / (holders + 0.5));
    }

    /** Returns the share of a term's idf that a document scores: above 0 and below 1. */
    private double share(Postings postings, int index) {
        int titleLength = postings.titleLength(index);
        int textCount = postings.textCount(index);
        if (titleLength == 0) {
            // The same with one division in place of two, for the most frequent case.
            return textCount / (textCount + K1 * textNorm(postings, index));
        }
        double title = titleFrequency(titleLength);
        return saturated(textCount == 0 ? title : title + textCount / textNorm(postings, index));
    }

    private static double saturated(double frequency) {
        return frequency / (K1 + frequency);
    }

    private double titleFrequency(int length) {
        return TITLE_WEIGHT / (1 - B + B * length * allTitles / allTitleWords);
    }

    private double textNorm(Postings postings, int index) {
        return 1 - B + textLengths[postings.document(index)] * relativeLength;
    }

    private List<KeywordHit> best(double[] scores, int limit) {
        Comparator<KeywordHit> bestFirst =
                Comparator.comparingDouble(KeywordHit::score).reversed().thenComparing(KeywordHit::id);
        PriorityQueue<KeywordHit> worstFirst = new PriorityQueue<>(bestFirst.reversed());
        double admitted = 0;
        for (int number = 0; number < scores.length; number++) {
            Indexed document = scores[number] > 0 && scores[number] >= admitted ? documents.get(number) : null;
            if (document == null) {
                continue;
            }
            worstFirst.add(new KeywordHit(document.id(), scores[number]));
            if (worstFirst.size() > limit) {
                worstFirst.poll();
                admitted = worstFirst.element().score();
            }
        }
        List<KeywordHit> hits = new ArrayList<>(worstFirst);
        hits.sort(bestFirst);
        return List.copyOf(hits);
    }
}
