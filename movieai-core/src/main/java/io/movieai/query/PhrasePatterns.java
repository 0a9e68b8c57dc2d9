package io.movieai.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Phrases of the vocabulary whose parts combine too freely to be listed, such as a prohibition with a verb (别再给我推). They
 * are regular expressions, in {@code patterns.tsv}, each bounded in what it matches. Immutable and thread-safe.
 */
final class PhrasePatterns {
    private static final Pattern REFERENCE = Pattern.compile("\\{([A-Z]+)\\}");
    private static final String DEFINITION = "let ";

    private final List<Phrase> phrases;

    private PhrasePatterns(List<Phrase> phrases) {
        this.phrases = phrases;
    }

    /** @param english whether the expression names no ideograph: such phrases are words in letters */
    private record Phrase(Pattern pattern, boolean english, List<Meaning> meanings) {
        static Phrase of(Pattern pattern, List<Meaning> meanings) {
            String expression = pattern.pattern();
            boolean english = expression.chars().allMatch(c -> c < 128) && !expression.contains("\\u");
            return new Phrase(pattern, english, meanings);
        }
    }

    /** Loads the patterns; a faulty line is an error that names it. */
    static PhrasePatterns load() {
        Map<String, String> definitions = new HashMap<>();
        List<Phrase> phrases = new ArrayList<>();
        for (Vocabulary.Row row : Vocabulary.rows("patterns.tsv", 2)) {
            String what = row.cells().get(0);
            String expression = expand(row, definitions);
            if (what.startsWith(DEFINITION)) {
                definitions.put(what.substring(DEFINITION.length()), expression);
            } else {
                phrases.add(row.parse(() -> Phrase.of(compile(expression), cues(what))));
            }
        }
        return new PhrasePatterns(List.copyOf(phrases));
    }

    private static String expand(Vocabulary.Row row, Map<String, String> definitions) {
        return REFERENCE.matcher(row.cells().get(1)).replaceAll(reference -> {
            String definition = definitions.get(reference.group(1));
            if (definition == null) {
                throw row.faulty("expected a name defined above it, found " + reference.group());
            }
            return Matcher.quoteReplacement(definition);
        });
    }

    private static Pattern compile(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("expected a regular expression: " + e.getMessage(), e);
        }
    }

    private static List<Meaning> cues(String names) {
        List<Meaning> cues = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            cues.add(Cue.valueOf(name));
        }
        return List.copyOf(cues);
    }

    /** Returns what the patterns find in a text: by where it starts, the longest of what starts there. */
    Map<Integer, Mark> find(CharSequence text) {
        Map<Integer, Mark> found = new HashMap<>();
        boolean letters = text.chars().anyMatch(c -> RequestText.isLatin((char) c));
        for (Phrase phrase : phrases) {
            if (phrase.english() && !letters) {
                continue;
            }
            Matcher matcher = phrase.pattern().matcher(text);
            // A phrase may begin within another, whose beginning a word that is read before it takes away.
            for (int from = 0; from <= text.length() && matcher.find(from); from = matcher.start() + 1) {
                if (matcher.end() > matcher.start()) {
                    Mark mark = new Mark(matcher.start(), matcher.end(), phrase.meanings());
                    found.merge(matcher.start(), mark, PhrasePatterns::longer);
                }
            }
        }
        return found;
    }

    /** Returns the longer of two marks that start at the same place, the first where they are of one length. */
    static Mark longer(Mark first, @Nullable Mark second) {
        return second == null || second.end() <= first.end() ? first : second;
    }
}
