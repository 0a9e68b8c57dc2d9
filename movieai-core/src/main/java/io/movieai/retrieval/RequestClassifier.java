package io.movieai.retrieval;

import io.movieai.MovieAiException;
import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.query.Constraint;
import io.movieai.query.Reading;
import io.movieai.query.Reading.Intent;
import io.movieai.query.Signal;
import io.movieai.query.TitleMention;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a request is one for films, from what was read in it and from where its vector lies among examples of
 * both kinds.
 *
 * <p>Each piece of evidence adds its log odds, as in a naive Bayes classifier. What was read counts by what kind of
 * {@link Signal} it is; the weights are those of a logistic regression over requests whose kind is known, {@code
 * dev.jsonl} among them, rounded. What the reader itself takes for {@link Intent#OFF_TOPIC} is refused before any vector is looked at, and a
 * request in which enough speaks of films is answered without one.
 *
 * <p>Thread-safe. The examples are embedded by {@link #prepare()}, or else when the first request needs them.
 */
final class RequestClassifier {
    private static final Logger LOG = LoggerFactory.getLogger(RequestClassifier.class);

    /** What the vector says counts a little more than the even odds of its own calibration. */
    private static final double VECTOR_WEIGHT = 1.4;

    /** A good request that is refused is worse than another that is answered; set by judgement. */
    private static final double VECTOR_PRIOR = -0.5;

    /** With this much said for films, no vector is asked. */
    private static final double SAID_ENOUGH = -VECTOR_WEIGHT * 4 + VECTOR_PRIOR;

    private static final double SPOKEN_AGAINST = 1.9;
    private static final double UNDERSTOOD = -1.8;

    /** What each further condition says that is stated beside a genre's name: words of other matters seldom have two. */
    private static final double FURTHER_CONDITION = -1;

    private static final int MOST_FURTHER = 2;

    /** A request of which at least this share was read is about what was read. */
    private static final double MOSTLY = 0.5;

    /** A name that is surer than this is not a chance likeness. */
    private static final double CERTAIN = 0.8;

    private final Embedder embedder;
    private final Object opening = new Object();
    private volatile @Nullable RequestLikelihood likelihood;

    private RequestClassifier(Embedder embedder) {
        this.embedder = embedder;
    }

    /** Returns a classifier that compares the vectors of this embedder, which the caller closes. */
    static RequestClassifier of(Embedder embedder) {
        return new RequestClassifier(embedder);
    }

    /** Embeds the examples, if they are not yet; a failure is left for the first request to meet. */
    void prepare() {
        examples();
    }

    /**
     * Returns whether a request is for something other than films.
     *
     * @param vector embeds the request's text, and is asked at most once; where it gives none, a request in which nothing speaks
     *     of films is for something else
     */
    boolean isOther(Reading reading, Supplier<Optional<Embedding>> vector) {
        if (reading.intent() == Intent.OFF_TOPIC) {
            return true;
        }
        boolean wordless = reading.text().codePoints().noneMatch(Character::isLetter);
        if (wordless && reading.titles().isEmpty() && reading.constraints().isEmpty()) {
            return true;
        }
        double said = said(reading);
        if (said <= SAID_ENOUGH) {
            return false;
        }
        Optional<Embedding> query = vector.get();
        RequestLikelihood examples = query.isEmpty() ? null : examples();
        if (examples == null) {
            boolean film = reading.signals().stream().anyMatch(signal -> signal.kind() == Signal.Kind.FILM_WORD);
            return said >= 0 && !film && reading.intent() != Intent.PERSONAL && reading.intent() != Intent.SIMILAR;
        }
        return said + VECTOR_WEIGHT * examples.logOdds(query.get()) + VECTOR_PRIOR > 0;
    }

    /** Returns the log odds of what was read; each kind of evidence counts once. */
    private static double said(Reading reading) {
        Set<Signal.Kind> kinds = EnumSet.noneOf(Signal.Kind.class);
        reading.signals().forEach(signal -> kinds.add(signal.kind()));
        double read = 1 - unread(reading);
        double said = 0;
        boolean against = false;
        boolean named = reading.titles().stream().anyMatch(RequestClassifier::isCertain);
        boolean other =
                kinds.stream().anyMatch(kind -> kind.side() == Signal.Side.OTHER && kind != Signal.Kind.GREETING);
        boolean film = kinds.stream().anyMatch(kind -> kind.side() == Signal.Side.FILMS);
        for (Signal.Kind kind : kinds) {
            said += switch (kind) {
                // Beside words of other matters, a title in running text may name the thing itself.
                case TITLE -> named || !other || read > MOSTLY ? -4.6 : -1.7 * read;
                case PERSON -> -3;
                // A genre's name says the less the more else is said: 犯罪心理学入门.
                case GENRE -> -1.7 * read;
                case QUALITY -> -0.85 * read;
                case ASKING -> -1.2;
                case WATCHING -> -0.6;
                // What these say the vector says too, and better: 电影 is also in 电影票多少钱.
                case FILM_WORD, SUBJECT -> 0;
                case OTHER_THING, OTHER_MATTER, TASK, OTHER_SUBJECT, GREETING, INSTRUCTION -> 0;
            };
            // A greeting in front of a request for films says nothing against it.
            against |= kind.side() == Signal.Side.OTHER && (kind != Signal.Kind.GREETING || !film);
        }
        if (kinds.contains(Signal.Kind.GENRE)) {
            said += FURTHER_CONDITION * Math.min(MOST_FURTHER, Math.max(0, stated(reading) - 1));
        }
        if (against) {
            return said + SPOKEN_AGAINST;
        }
        if (read < 1) {
            return said;
        }
        if (named || (reading.intent() == Intent.PERSONAL && kinds.contains(Signal.Kind.ASKING))) {
            return said + SAID_ENOUGH;
        }
        if (reading.constraints().isEmpty()) {
            return said;
        }
        boolean stated = reading.constraints().stream()
                .anyMatch(constraint ->
                        constraint instanceof Constraint.Genres && constraint.strength() == Constraint.Strength.STATED);
        return said + (stated ? SAID_ENOUGH : UNDERSTOOD);
    }

    private static long stated(Reading reading) {
        return reading.constraints().stream()
                .filter(constraint -> constraint.strength() == Constraint.Strength.STATED)
                .count();
    }

    private static boolean isCertain(TitleMention mention) {
        return !mention.films().isEmpty() && mention.confidence() >= CERTAIN;
    }

    /** Returns the share of a request's letters that no condition was read from, fillers apart, in [0, 1]. */
    private static double unread(Reading reading) {
        String rest = reading.topic();
        for (Constraint constraint : reading.constraints()) {
            rest = rest.replace(constraint.span().of(reading.text()), "");
        }
        long all = letters(reading.text());
        return all == 0 ? 0 : Math.min(1, (double) letters(rest) / all);
    }

    private static long letters(String text) {
        return text.codePoints().filter(Character::isLetterOrDigit).count();
    }

    private @Nullable RequestLikelihood examples() {
        RequestLikelihood known = likelihood;
        if (known != null) {
            return known;
        }
        synchronized (opening) {
            if (likelihood == null) {
                try {
                    likelihood = RequestLikelihood.of(embedder, RequestExamples.load());
                } catch (MovieAiException e) {
                    LOG.warn("{} failed, going on without examples of requests: {}", e.port(), e.getMessage());
                }
            }
            return likelihood;
        }
    }
}
