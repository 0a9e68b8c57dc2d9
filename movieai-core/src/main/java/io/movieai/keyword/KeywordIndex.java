package io.movieai.keyword;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finds documents by the words in them, Chinese and English. It complements vectors, which are weak on names.
 *
 * <p>Letter case, full-width forms, accents, punctuation, and traditional or simplified characters do not matter. A title
 * is found with up to one typo in each of its words of at least four letters and two in each of at least eight, and wherever
 * its article (a, an, the) stands ("The Godfather", "Godfather, The", "godfather"). A typo is a letter that is missing,
 * added, wrong, or swapped with its neighbour. A document that has the searched text as a title, in that sense of equal but
 * without typos, comes before all others.
 *
 * <p>Implementations are safe for use by several threads. Whoever opened an index closes it; after {@link #close()}
 * every other call throws {@link IllegalStateException}. All methods but {@link #close()} throw {@link
 * io.movieai.MovieAiException} when they cannot do what they are asked because the index fails.
 */
public interface KeywordIndex extends AutoCloseable {
    /**
     * Indexes documents, each in place of the one that has its id. When the call returns, they are kept as durably as the
     * index can, and the next search sees them. Of documents with the same id the last one counts.
     *
     * @param documents the documents; may be empty, of any size
     */
    void index(List<KeywordDocument> documents);

    /**
     * Finds the documents that match a text.
     *
     * @param text what to look for, taken as words: no character in it is an operator; a text without words finds nothing
     * @param limit the greatest number of hits wanted, at least 1
     * @return at most {@code limit} hits, greatest score first, ties in the order of the ids, as
     *     {@link String#compareTo} has it, as far as their first 1,000 UTF-16 units tell
     * @throws IllegalArgumentException if {@code limit} is less than 1
     */
    List<KeywordHit> find(String text, int limit);

    /** Removes documents. Unknown ids are ignored. */
    void remove(Collection<String> ids);

    /**
     * Returns the versions of the documents that are indexed among these ids.
     *
     * @return id to version, without the ids that are not indexed
     */
    Map<String, String> indexedVersions(Collection<String> ids);

    /** Releases what the index holds. Idempotent. */
    @Override
    void close();
}
