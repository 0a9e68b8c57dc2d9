package io.movieai.keyword;

import java.util.Arrays;

/** Where one term occurs: documents in ascending order of their numbers, removed ones included until they are cleared out. */
final class Postings {
    private static final int LONGEST_TITLE = 0xff;
    private static final int GREATEST_COUNT = 0xff_ffff;

    private final String term;
    private int[] documents = new int[2];
    /** How often the term is in the text, above eight bits for the length of the title that it is in, or 0. */
    private int[] occurrences = new int[2];

    private int size;
    private int live;
    private int liveInTitles;

    Postings(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }

    int size() {
        return size;
    }

    /** Returns how many documents hold the term. */
    int live() {
        return live;
    }

    boolean isInTitles() {
        return liveInTitles > 0;
    }

    int document(int index) {
        return documents[index];
    }

    /** Returns the number of words of the shortest title that holds the term, at most 255; 0 if none does. */
    int titleLength(int index) {
        return occurrences[index] & LONGEST_TITLE;
    }

    /** Returns how often the text holds the term. */
    int textCount(int index) {
        return occurrences[index] >>> 8;
    }

    /** Returns the index of a document, or a negative number if it does not hold the term. */
    int indexOf(int document) {
        return Arrays.binarySearch(documents, 0, size, document);
    }

    /** Adds a document whose number is above all others. */
    void add(int document, int titleLength, int textCount) {
        if (size == documents.length) {
            int capacity = size + (size >> 1) + 1;
            documents = Arrays.copyOf(documents, capacity);
            occurrences = Arrays.copyOf(occurrences, capacity);
        }
        documents[size] = document;
        occurrences[size] = Math.min(textCount, GREATEST_COUNT) << 8 | Math.min(titleLength, LONGEST_TITLE);
        size++;
        live++;
        if (titleLength > 0) {
            liveInTitles++;
        }
    }

    /** Counts a document out that is being removed. */
    void forget(boolean inTitle) {
        live--;
        if (inTitle) {
            liveInTitles--;
        }
    }

    /** Drops the documents whose new number is negative, and renumbers the others. */
    void renumber(int[] newNumbers) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int number = newNumbers[documents[i]];
            if (number >= 0) {
                documents[kept] = number;
                occurrences[kept] = occurrences[i];
                kept++;
            }
        }
        size = kept;
        documents = Arrays.copyOf(documents, Math.max(2, kept));
        occurrences = Arrays.copyOf(occurrences, Math.max(2, kept));
    }
}
