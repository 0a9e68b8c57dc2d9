package io.movieai.query;

import io.movieai.query.Signal.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what in a request speaks of something other than films. The words are in {@code matters.tsv}. */
final class OtherMatters {
    private static final Pattern SUM = Pattern.compile(
            "[0-9]{1,9}(?:\\.[0-9]{1,6})? ?(?:[+*/×÷^=]|- |加|减|乘以?|除以|plus|minus|times) ?[0-9]{1,9}(?! ?(?:年|部|分|月|s))");
    /** What follows a noun that describes a film rather than being asked for. */
    private static final Pattern DESCRIBES = Pattern.compile(
            "^(?:的|题材|主题|改编|类|电影|片|动画|为|背景|里|中的|故事|有关|相关|界|圈|业|迷|员|家|城|展|味|和|与|、| ?(?:movie|film|flick|documentar|themed|-themed|adaptation|based|stor(?:y|ies)|drama|comed|thriller|genre)).*",
            Pattern.DOTALL);

    private static final Pattern SUBJECT = Pattern.compile(
            ".*(?:讲|关于|有关|改编自|描写|(?<![可所])以|题材|about|based on|set in|involving|featuring|adapted from)[^,.;!?]*",
            Pattern.DOTALL);
    private static final Pattern COMPANY = Pattern.compile(".*(?:边|一边|下|配|吃着|喝着|玩|听着) ?", Pattern.DOTALL);
    private static final int CONTEXT = 24;

    private final Lexicon<What> lexicon;

    OtherMatters() {
        Lexicon.Builder<What> builder = new Lexicon.Builder<>();
        for (Vocabulary.Row row : Vocabulary.rows("matters.tsv", 2)) {
            What what = row.parse(() -> What.valueOf(row.cells().get(0).toUpperCase(Locale.ROOT)));
            row.phrases().forEach(phrase -> builder.add(phrase, what));
        }
        lexicon = builder.build();
    }

    private enum What {
        THING(Kind.OTHER_THING),
        MATTER(Kind.OTHER_MATTER),
        WORK(Kind.TASK),
        GREETING(Kind.GREETING),
        INSTRUCTION(Kind.INSTRUCTION);

        private final Kind kind;

        What(Kind kind) {
            this.kind = kind;
        }
    }

    /** Returns the signals in the order of the text. */
    List<Signal> read(CharSequence text) {
        List<Signal> signals = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            Lexicon.Match<What> match = lexicon.longestAt(text, at);
            if (match == null) {
                at++;
                continue;
            }
            What what = match.meanings().get(0);
            if (what != What.THING || isAskedFor(text, match.start(), match.end())) {
                signals.add(new Signal(new Span(match.start(), match.end()), what.kind));
            }
            at = match.end();
        }
        Matcher sum = SUM.matcher(text);
        while (sum.find()) {
            signals.add(new Signal(new Span(sum.start(), sum.end()), Kind.TASK));
        }
        return signals;
    }

    private static boolean isAskedFor(CharSequence text, int start, int end) {
        String after =
                text.subSequence(end, Math.min(text.length(), end + CONTEXT)).toString();
        String before = text.subSequence(Math.max(0, start - CONTEXT), start).toString();
        if (DESCRIBES.matcher(after).matches() || COMPANY.matcher(before).matches()) {
            return false;
        }
        boolean subject = SUBJECT.matcher(before).matches();
        boolean latin = RequestText.isLatin(text.charAt(start));
        return !subject || !latin && !after.contains("的") && before.matches("(?s).*[的]");
    }
}
