package io.movieai.text;

/**
 * When a word may be a misspelling of a title's word. The title's word decides: one typo if it has at least four letters, two
 * if it has at least eight, none otherwise; and none in its digits.
 */
public final class Typos {
    /** The most typos that any word may have. */
    public static final int MOST = 2;

    private static final int LETTERS_FOR_ONE = 4;
    private static final int LETTERS_FOR_TWO = 8;

    private Typos() {}

    /** Returns how many typos a title's word may have, in [0, {@link #MOST}]. */
    public static int allowed(String titleWord) {
        return allowed(letters(titleWord));
    }

    /**
     * Returns how many typos the most tolerant title's word may have that this one could be a misspelling of, in [0, {@link
     * #MOST}]: it may be longer than this one by as many letters as it may have typos.
     */
    public static int possible(String word) {
        int letters = letters(word);
        return allowed(letters + MOST) == MOST ? MOST : allowed(letters + 1);
    }

    /**
     * Returns how many typos lie between a word and the title's word that it may be a misspelling of.
     *
     * @return the number of typos, at least 1; 0 if the words are equal, or if it is no misspelling
     */
    public static int between(String word, String titleWord) {
        int allowed = allowed(titleWord);
        int distance = allowed == 0 ? 0 : EditDistance.within(word, titleWord, allowed);
        return distance <= allowed && digits(word).equals(digits(titleWord)) ? distance : 0;
    }

    /** Returns the number of letters of a word, its digits not counted. */
    public static int letters(String word) {
        return (int) word.codePoints().filter(Character::isLetter).count();
    }

    private static int allowed(int letters) {
        return letters >= LETTERS_FOR_TWO ? MOST : letters >= LETTERS_FOR_ONE ? 1 : 0;
    }

    private static String digits(String word) {
        return word.codePoints()
                .filter(Character::isDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
