package io.movieai.query;

import java.util.regex.Pattern;

/** Which of several films of one title the words behind it mean: the first one made, or a later one. */
enum Edition {
    ORIGINAL,
    REMAKE,
    ANY;

    private static final int CONTEXT = 60;
    private static final Pattern SAYS_ORIGINAL = Pattern.compile(
            "(?<![a-z])(?:not|isn't|rather than|instead of) (?:the |that )?(?:remake|newer?|modern|recent)(?![a-z])"
                    + "|(?<![a-z])(?:the|an?) (?:original|older|old|first) (?:one|version|film|movie)(?![a-z])"
                    + "|(?:不要|不是|别要|唔要)(?:那个|那部)?(?:翻拍|重拍|新版)|原版|老版|旧版|最早(?:的)?那");
    private static final Pattern SAYS_REMAKE = Pattern.compile(
            "(?<![a-z])(?:the|a) (?:remake|(?:newer|new|modern|recent) (?:one|version|film|movie))(?![a-z])"
                    + "|翻拍(?:版|的|那)|重拍(?:版|的|那)|新版");

    /** Returns what the text behind a title that ends at this place says. */
    static Edition of(CharSequence text, int end) {
        CharSequence behind = text.subSequence(end, Math.min(text.length(), end + CONTEXT));
        return SAYS_ORIGINAL.matcher(behind).find()
                ? ORIGINAL
                : SAYS_REMAKE.matcher(behind).find() ? REMAKE : ANY;
    }
}
