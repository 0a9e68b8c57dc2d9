package io.movieai.generation;

import io.movieai.catalog.MovieText;
import io.movieai.query.Constraint;
import io.movieai.query.Reading;
import io.movieai.text.Language;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Conditions as phrases that people read. */
public final class ConstraintText {
    private ConstraintText() {}

    /**
     * Returns a condition of a request as a phrase in the request's language, for example {@code 科幻片}, {@code 1990–1999年}
     * or {@code not Horror}. People are called as the request calls them.
     */
    public static String phrase(Constraint constraint, Reading reading) {
        Language language = reading.language();
        boolean chinese = language == Language.CHINESE;
        if (constraint instanceof Constraint.Genres genres) {
            String names = genres.anyOf().stream()
                    .sorted()
                    .map(genre -> chinese ? genre.chinese() : genre.english())
                    .collect(Collectors.joining(chinese ? "/" : " or "));
            return negated(genres.excluded(), names + (chinese ? "片" : ""), language);
        }
        if (constraint instanceof Constraint.Years years) {
            return negated(years.excluded(), years(years, chinese), language);
        }
        if (constraint instanceof Constraint.Countries countries) {
            return negated(
                    countries.excluded(),
                    join(
                            countries.anyOf().stream()
                                    .sorted()
                                    .map(code -> MovieText.country(code, language))
                                    .toList(),
                            language),
                    language);
        }
        if (constraint instanceof Constraint.People people) {
            return negated(people.excluded(), people.span().of(reading.text()), language);
        }
        if (constraint instanceof Constraint.Rating rating) {
            if (rating.greatest() >= 5) {
                String least = String.format(Locale.ROOT, "%.1f", rating.least());
                return chinese ? "评分" + least + "以上" : "rated " + least + " or higher";
            }
            String range = String.format(Locale.ROOT, "%.1f–%.1f", rating.least(), rating.greatest());
            return chinese ? "评分" + range : "rated " + range;
        }
        boolean wellKnown = constraint instanceof Constraint.Popularity popularity && popularity.wellKnown();
        if (chinese) {
            return wellKnown ? "热门" : "冷门";
        }
        return wellKnown ? "well known" : "little known";
    }

    private static String years(Constraint.Years years, boolean chinese) {
        String unit = chinese ? "年" : "";
        if (years.from() == years.to()) {
            return years.from() + unit;
        }
        if (years.from() <= 1888) {
            return chinese ? years.to() + "年及以前" : "up to " + years.to();
        }
        if (years.to() >= 2100) {
            return chinese ? years.from() + "年及以后" : years.from() + " or later";
        }
        return years.from() + "–" + years.to() + unit;
    }

    private static String join(Collection<String> names, Language language) {
        return String.join(language == Language.CHINESE ? "/" : " or ", names);
    }

    private static String negated(boolean negated, String phrase, Language language) {
        if (!negated) {
            return phrase;
        }
        return (language == Language.CHINESE ? "不要" : "not ") + phrase;
    }

    /** Returns conditions of a request as one phrase, for example {@code 1990–1999年、科幻片}; what is unwanted comes last. */
    public static String phrase(Collection<Constraint> constraints, Reading reading) {
        return constraints.stream()
                .sorted(Comparator.comparing(Constraint::excluded))
                .map(constraint -> phrase(constraint, reading))
                .distinct()
                .collect(Collectors.joining(reading.language() == Language.CHINESE ? "、" : ", "));
    }
}
