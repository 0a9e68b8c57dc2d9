package io.movieai.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what patterns find in a text; a later pattern does not read what an earlier one has read. */
final class PatternMarks {
    private final CharSequence text;
    private final List<Mark> marks = new ArrayList<>();
    private final BitSet taken = new BitSet();

    PatternMarks(CharSequence text) {
        this.text = text;
    }

    /** Reads every stretch that the pattern finds, unless the reader returns null for it. */
    void all(Pattern pattern, Function<Matcher, @Nullable Meaning> reader) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            int next = taken.nextSetBit(matcher.start());
            if (matcher.end() == matcher.start() || (next >= 0 && next < matcher.end())) {
                continue;
            }
            Meaning meaning = reader.apply(matcher);
            if (meaning != null) {
                marks.add(Mark.of(matcher.start(), matcher.end(), meaning));
                taken.set(matcher.start(), matcher.end());
            }
        }
    }

    List<Mark> marks() {
        return marks;
    }
}
