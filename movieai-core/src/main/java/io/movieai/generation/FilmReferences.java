package io.movieai.generation;

import io.movieai.catalog.Movie;
import io.movieai.generation.GivenFilms.Name;
import io.movieai.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The numbers by which an answer refers to films, such as {@code [2]}, and the titles that readers see in their place. */
final class FilmReferences {
    /** Stands for a reference where a sentence is looked at without them. */
    static final String BLANK = "\u00a7";

    private static final String NUMBER = "#?(?:\\d{1,3})";
    private static final String REFERENCE = "(?:\\[{1,2}|[［【])\\s*(?:(?:影片|电影|编号|(?i:film|movie|no\\.?))\\s*)?("
            + NUMBER + "(?:\\s*[,，、;；&-]\\s*" + NUMBER + ")*)\\s*(?:\\]{1,2}|[］】])";
    private static final Pattern REFERENCES = Pattern.compile(REFERENCE + "(?:\\(https?:[^)\\s]*\\))?");
    private static final Pattern WRAPPED = Pattern.compile("[《〈“\"「『]\\s*(" + REFERENCE + ")\\s*[》〉”\"」』]");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern GAP_BEHIND =
            Pattern.compile("^\\s*[:：.\\-–—]?\\s*[*_]{0,3}[《〈“\"「『（(]?(?:(?:The|A|An|the) )?");
    private static final Pattern GAP_BEFORE =
            Pattern.compile("^[》〉”\"」』*_]{0,3}(?:\\s*[（(][^()（）]{0,40}[)）])?\\s*[（(]?$");

    private final GivenFilms films;

    FilmReferences(GivenFilms films) {
        this.films = films;
    }

    /** Takes title and quotation marks off references: what stands in their place brings its own. */
    String unwrap(String sentence) {
        return WRAPPED.matcher(sentence).replaceAll("$1");
    }

    /** Returns whether every reference is to a given film. */
    boolean areGiven(String sentence) {
        return REFERENCES
                .matcher(sentence)
                .results()
                .flatMap(found -> numbers(found).stream())
                .allMatch(number -> films.film(number).isPresent());
    }

    /** Returns the films that a sentence refers to. */
    List<Movie> films(String sentence) {
        return REFERENCES
                .matcher(sentence)
                .results()
                .flatMap(found -> numbers(found).stream())
                .flatMap(number -> films.film(number).stream())
                .toList();
    }

    /** Returns the sentence, as long as before, with {@link #BLANK} for each character of a reference. */
    String blank(String sentence) {
        return REFERENCES
                .matcher(sentence)
                .replaceAll(found -> BLANK.repeat(found.group().length()));
    }

    private static List<Integer> numbers(MatchResult reference) {
        return DIGITS.matcher(reference.group(1))
                .results()
                .map(digits -> Integer.parseInt(digits.group()))
                .toList();
    }

    /**
     * Returns the sentence with titles in the place of references. Where the film's name stands beside its number already,
     * the number is left out.
     *
     * @param names where the sentence names given films
     */
    String write(String sentence, List<Name> names) {
        Matcher references = REFERENCES.matcher(sentence);
        StringBuilder text = new StringBuilder();
        int from = 0;
        while (references.find()) {
            String before = sentence.substring(from, references.start());
            Optional<Integer> behind = nameBehind(sentence, references.end(), names);
            if (behind.isPresent()) {
                text.append(before);
                from = references.end() + behind.get();
                continue;
            }
            from = references.end();
            if (followsName(sentence, references.start(), names)) {
                boolean bracket = before.endsWith("（") || before.endsWith("(");
                text.append(before.replaceFirst(bracket ? "\\s*[（(]$" : "\\s+$", ""));
                if (bracket && from < sentence.length() && ")）".indexOf(sentence.charAt(from)) >= 0) {
                    from++;
                }
                continue;
            }
            text.append(
                    films.language() == Language.CHINESE
                            ? before.replaceFirst("(?<=[\\p{IsHan}，。：、；]) $", "")
                            : before);
            text.append(titles(references));
            if (films.language() == Language.CHINESE
                    && from + 1 < sentence.length()
                    && sentence.charAt(from) == ' '
                    && sentence.charAt(from + 1) > 0x2e80) {
                from++;
            }
        }
        return text.append(sentence.substring(from)).toString();
    }

    private String titles(Matcher reference) {
        List<String> titles = new ArrayList<>();
        for (int number : numbers(reference.toMatchResult())) {
            films.film(number).ifPresent(movie -> titles.add(title(movie)));
        }
        return titles.stream()
                .distinct()
                .collect(Collectors.joining(films.language() == Language.CHINESE ? "、" : ", "));
    }

    private String title(Movie movie) {
        String title = movie.title(films.language()).replaceAll("[\\p{Cc}\\s]+", " ");
        return films.language() == Language.CHINESE ? "《" + title + "》" : title;
    }

    /** Returns how many characters behind a reference part it from a name that stands there; empty if none does. */
    private static Optional<Integer> nameBehind(String sentence, int end, List<Name> names) {
        return names.stream()
                .filter(name -> name.start() >= end && name.start() - end <= 12)
                .filter(name -> GAP_BEHIND
                        .matcher(sentence.substring(end, name.start()))
                        .matches())
                .findFirst()
                .map(name -> {
                    Matcher blank =
                            Pattern.compile("^\\s*[:：.\\-–—]?\\s*").matcher(sentence.substring(end, name.start()));
                    return blank.find() ? blank.end() : 0;
                });
    }

    private static boolean followsName(String sentence, int start, List<Name> names) {
        return names.stream()
                .filter(name -> name.end() <= start && start - name.end() <= 50)
                .anyMatch(name -> GAP_BEFORE
                        .matcher(sentence.substring(name.end(), start))
                        .matches());
    }
}
