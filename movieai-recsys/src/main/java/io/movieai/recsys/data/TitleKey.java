package io.movieai.recsys.data;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Folds a title to a key under which spellings of it meet: letter case, accents, punctuation, an article in front and the
 * ampersand for "and" make no difference.
 */
final class TitleKey {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’‘`´]");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** "Die" is left out: it begins more English titles than German ones. */
    private static final Pattern ARTICLE = Pattern.compile(
            "(?:(?:the|an?|les?|la|lo|il|gli|el|l[ao]s|der|das|den|det|un|un[ae]|uno|eine?) +|l['’])(?=[\\p{L}\\p{N}])");

    private TitleKey() {}

    static String of(String title) {
        String lower = title.strip().toLowerCase(Locale.ROOT);
        String decomposed = MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD))
                .replaceAll("")
                .replace("&", " and ")
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace('ø', 'o')
                .replace('ł', 'l')
                .replace('đ', 'd')
                .replace('ð', 'd')
                .replace('ı', 'i');
        var article = ARTICLE.matcher(decomposed);
        String bare = article.lookingAt() ? decomposed.substring(article.end()) : decomposed;
        String key = NO_LETTERS
                .matcher(APOSTROPHES.matcher(bare).replaceAll(""))
                .replaceAll(" ")
                .strip();
        // A title of signs alone is its own key.
        return key.isEmpty() ? lower : key;
    }
}
