package io.movieai.text;

/**
 * When two titles are the same title: whatever their letter case, accents, width, punctuation, spaces and article, and
 * whether in traditional or simplified characters.
 */
public final class Titles {
    private Titles() {}

    /**
     * Returns the folded title without its English article, which may stand in front ({@code The Godfather}) or behind
     * ({@code Godfather, The}; {@code the} without the comma too, but not {@code a}: {@code Plan A} keeps it). A title
     * that is an article and nothing else keeps it.
     */
    public static String withoutArticle(String title) {
        String folded = TextFolding.fold(title);
        int first = nextWordPart(folded, 0);
        int firstEnd = wordEnd(folded, first);
        if (isArticle(folded.substring(first, firstEnd))
                && firstEnd < folded.length()
                && Character.isWhitespace(folded.charAt(firstEnd))
                && nextWordPart(folded, firstEnd) < folded.length()) {
            return folded.substring(firstEnd).strip();
        }
        int cut = articleBehind(folded);
        return cut > first ? folded.substring(0, cut) : folded;
    }

    /**
     * Returns what two spellings of a title have in common: its letters, digits and ideographs, folded, without the
     * article. {@code Spider-Man}, {@code spiderman} and {@code SPIDER MAN} have the key {@code spiderman}.
     *
     * @return the key; empty for a text without letters, digits and ideographs
     */
    public static String key(String title) {
        String bare = withoutArticle(title);
        StringBuilder key = new StringBuilder(bare.length());
        for (Term term : Terms.of(bare)) {
            if (term.kind() != Term.Kind.PAIR) {
                key.append(term.text());
            }
        }
        return key.toString();
    }

    /** Returns where a title ends that an article stands behind, or -1. */
    private static int articleBehind(String folded) {
        int end = folded.length();
        while (end > 0 && !isWordPart(folded.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && isWordPart(folded.charAt(start - 1))) {
            start--;
        }
        String word = folded.substring(start, end);
        if (!isArticle(word)) {
            return -1;
        }
        int before = start;
        while (before > 0 && Character.isWhitespace(folded.charAt(before - 1))) {
            before--;
        }
        if (before > 0 && folded.charAt(before - 1) == ',') {
            return before - 1;
        }
        return before < start && word.equals("the") ? before : -1;
    }

    private static boolean isArticle(String word) {
        return word.equals("the") || word.equals("a") || word.equals("an");
    }

    private static int nextWordPart(String text, int from) {
        int at = from;
        while (at < text.length() && !isWordPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** A surrogate counts as part of a word, which it nearly always is: what matters here is that no article holds one. */
    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }
}
