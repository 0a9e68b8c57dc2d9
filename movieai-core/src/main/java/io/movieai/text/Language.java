package io.movieai.text;

/** A language that requests are read in and answers are written in. */
public enum Language {
    /** Chinese, in simplified characters where the library writes. */
    CHINESE,
    /** English. */
    ENGLISH;

    /**
     * Returns the language that an answer to this text is written in: Chinese if it holds a Han character, English
     * otherwise, except that a text without any letter counts as Chinese.
     */
    public static Language of(String text) {
        boolean letters = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN) {
                return CHINESE;
            }
            letters |= Character.isLetter(point);
            i += Character.charCount(point);
        }
        return letters ? ENGLISH : CHINESE;
    }
}
