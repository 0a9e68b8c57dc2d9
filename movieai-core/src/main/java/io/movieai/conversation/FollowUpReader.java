package io.movieai.conversation;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import io.movieai.conversation.CoveredText.Found;
import io.movieai.query.Constraint;
import io.movieai.query.Constraint.Strength;
import io.movieai.query.Reading;
import io.movieai.query.Reading.Intent;
import io.movieai.query.RequestReader;
import io.movieai.query.Signal;
import io.movieai.query.Span;
import io.movieai.query.TitleMention;
import io.movieai.query.TitleMention.Role;
import io.movieai.recommend.ItemId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads requests in the light of a conversation: by rules, without a language model, so that the same conversation and text
 * always give the same reading.
 *
 * <p>A request builds on the latest turn that recommended films, which is never a refused one nor one that only describes a
 * film, in these forms, tried in this order. A form counts only where every word is accounted for by the form, by a condition or as a filler: with any
 * other word the request stands on its own, except a subject behind a word for more (再来几部讲太空的).
 *
 * <ol>
 *   <li><i>A film of the last list</i> (第二部, the second one, 最后一部; or 它 and this one, or no subject at all, where one film
 *       was shown last). With 类似 or like: films like it, keeping only what the conversation excludes; without the films shown. With 不要 or 看过: the
 *       same request without it. Else, with a question about films or nothing: that film.
 *   <li>A request that names films itself stands on its own, unless it only puts them aside.
 *   <li><i>More</i> (换一批, 再来几部, 还有吗, another): the same conditions, without the films shown in the conversation.
 *   <li><i>A comparison</i> (老一点, newer, 评分高一点, 轻松一点): years before or after the median year of the last list, or a
 *       rating a tenth above its median rating; a mood is joined to the conditions. Without the films shown.
 *   <li><i>Other conditions</i> (换成科幻的, 要九十年代的, 不要喜剧): they replace conditions of the same kind, exclusions are
 *       joined; films that were shown may come again.
 * </ol>
 *
 * <p>Conditions with a noun for films (九十年代的科幻片) or a genre with a verb that asks for it (推荐喜剧) stand on their own;
 * with a word for more (再推荐几部科幻片) they do too, without the films shown. A noun does not count beside 换成, a
 * comparison, 还要, a closing 呢, or where the conditions only exclude.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class FollowUpReader {
    private static final double TENTH = 0.1;
    private static final int FIRST_YEAR = 1888;
    private static final int LAST_YEAR = 2100;

    private final RequestReader reader;
    private final Catalog catalog;

    private FollowUpReader(RequestReader reader, Catalog catalog) {
        this.reader = reader;
        this.catalog = catalog;
    }

    /**
     * Returns a reader of follow-ups.
     *
     * @param reader reads what a request says by itself
     * @param catalog the films that conversations are about
     */
    public static FollowUpReader of(RequestReader reader, Catalog catalog) {
        return new FollowUpReader(Objects.requireNonNull(reader, "reader"), Objects.requireNonNull(catalog, "catalog"));
    }

    /** Returns how a text is understood after what was said and shown. */
    public FollowUp read(String text, ConversationState state) {
        Reading own = reader.read(text);
        Optional<Turn> answered = state.answered();
        if (answered.isEmpty() || own.truncated()) {
            return FollowUp.alone(own);
        }
        CoveredText covered = CoveredText.of(text);
        own.signals().stream()
                .filter(signal -> signal.kind() == Signal.Kind.GREETING)
                .forEach(signal -> covered.cover(signal.span()));
        return new OneFollowUp(own, state, covered).read();
    }

    /** The reading of one text. */
    private final class OneFollowUp {
        private final Reading own;
        private final ConversationState state;
        private final CoveredText text;

        OneFollowUp(Reading own, ConversationState state, CoveredText text) {
            this.own = own;
            this.state = state;
            this.text = text;
        }

        FollowUp read() {
            return filmOfTheList().or(this::variation).orElseGet(() -> FollowUp.alone(own));
        }

        private Optional<FollowUp> filmOfTheList() {
            CoveredText rest = text.copy();
            References references = references(rest);
            if (references.spans.isEmpty()) {
                return unnamed(rest);
            }
            if (namesFilms(rest)) {
                return Optional.empty();
            }
            CoveredText like = rest.copy();
            boolean likes = !like.take(FollowUpWords.LIKE).isEmpty() && !text.contains(FollowUpWords.UNLIKE);
            List<Found> older = like.take(FollowUpWords.OLDER);
            List<Found> newer = like.take(FollowUpWords.NEWER);
            List<Found> better = like.take(FollowUpWords.BETTER);
            like.take(FollowUpWords.MORE);
            own.constraints().forEach(constraint -> like.cover(constraint.span()));
            if (likes && isAccountedFor(like)) {
                return references.complete()
                        ? Optional.of(like(references, said(references.films, older, newer, better)))
                        : references.missing();
            }
            CoveredText aside = rest.copy();
            boolean puts = !aside.take(FollowUpWords.ASIDE).isEmpty();
            aside.take(FollowUpWords.MORE);
            if (puts && isAccountedFor(aside) && references.complete()) {
                return state.base().map(base -> without(base, references));
            }
            rest.take(FollowUpWords.ABOUT);
            if (!isAccountedFor(rest)) {
                return Optional.empty();
            }
            return references.complete() ? Optional.of(about(references)) : references.missing();
        }

        /** 导演是谁, right after one film was shown. */
        private Optional<FollowUp> unnamed(CoveredText rest) {
            List<ItemId> last = state.answered().map(Turn::shown).orElse(List.of());
            if (last.size() != 1 || namesFilms(rest) || !own.constraints().isEmpty()) {
                return Optional.empty();
            }
            CoveredText question = rest.copy();
            List<Found> asked = question.take(FollowUpWords.ABOUT);
            if (asked.isEmpty()
                    || !isAccountedFor(question)
                    || catalog.find(last.get(0)).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(about(new References(List.of(asked.get(0).span()), last, OptionalInt.empty())));
        }

        private References references(CoveredText rest) {
            List<ItemId> list = state.lastList();
            List<Span> spans = new ArrayList<>();
            List<ItemId> films = new ArrayList<>();
            OptionalInt unknown = OptionalInt.empty();
            for (Found found : rest.take(FollowUpWords.ORDINAL)) {
                int number = Ordinals.parse(found.value());
                spans.add(found.span());
                if (number >= 1 && number <= list.size()) {
                    films.add(list.get(number - 1));
                } else {
                    unknown = OptionalInt.of(number);
                }
            }
            for (Found found : rest.take(FollowUpWords.LAST)) {
                spans.add(found.span());
                films.add(list.get(list.size() - 1));
            }
            List<ItemId> last = state.answered().map(Turn::shown).orElse(List.of());
            if (spans.isEmpty() && last.size() == 1) {
                for (Found found : rest.take(FollowUpWords.THIS)) {
                    spans.add(found.span());
                    films.add(last.get(0));
                }
            }
            return new References(spans, films, unknown);
        }

        /** Films of the list that the text points at. */
        private final class References {
            private final List<Span> spans;
            private final List<ItemId> films;
            private final OptionalInt unknown;

            References(List<Span> spans, List<ItemId> films, OptionalInt unknown) {
                this.spans = spans;
                this.films = films;
                this.unknown = unknown;
            }

            boolean complete() {
                return unknown.isEmpty()
                        && films.stream().allMatch(id -> catalog.find(id).isPresent());
            }

            /** Returns the answer that the list is not that long; empty if it is a film that is no longer there. */
            Optional<FollowUp> missing() {
                return unknown.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new FollowUp(single(Intent.ABOUT_FILM, List.of(), List.of()), Set.of(), true, unknown));
            }

            List<TitleMention> mentions(Role role) {
                List<TitleMention> mentions = new ArrayList<>();
                for (int i = 0; i < spans.size(); i++) {
                    mentions.add(new TitleMention(spans.get(i), List.of(films.get(i)), role, 1));
                }
                return mentions;
            }
        }

        private FollowUp about(References references) {
            return new FollowUp(
                    single(Intent.ABOUT_FILM, List.of(), references.mentions(Role.ABOUT)),
                    Set.of(),
                    true,
                    OptionalInt.empty());
        }

        private FollowUp like(References references, List<Constraint> said) {
            List<TitleMention> mentions = references.mentions(Role.LIKE);
            Optional<Turn> base = state.base();
            if (base.isEmpty()) {
                return others(single(Intent.SIMILAR, said, mentions));
            }
            Turn exclusions = new Turn(
                    base.get().text(),
                    base.get().conditions().stream().filter(Condition::excluded).toList(),
                    List.of(),
                    base.get().count(),
                    "",
                    Intent.SIMILAR,
                    base.get().shown(),
                    false);
            return others(new Continuation(exclusions, own, said, mentions).reading(false, false, ""));
        }

        private FollowUp without(Turn base, References references) {
            List<TitleMention> mentions = references.mentions(Role.EXCLUDED);
            Reading reading = new Continuation(base, own, List.of(), mentions).reading(false, false, "");
            return text.copy().take(FollowUpWords.MORE).isEmpty() ? same(reading) : others(reading);
        }

        private Reading single(Intent intent, List<Constraint> constraints, List<TitleMention> titles) {
            return new Reading(
                    own.text(),
                    own.language(),
                    constraints,
                    titles,
                    own.count(),
                    "",
                    intent,
                    own.signals(),
                    List.of(),
                    false);
        }

        private FollowUp others(Reading reading) {
            return new FollowUp(reading, new LinkedHashSet<>(state.shown()), true, OptionalInt.empty());
        }

        private FollowUp same(Reading reading) {
            return new FollowUp(reading, Set.of(), true, OptionalInt.empty());
        }

        private Optional<FollowUp> variation() {
            CoveredText rest = text.copy();
            boolean replaced = !rest.take(FollowUpWords.REPLACE).isEmpty();
            List<Found> older = rest.take(FollowUpWords.OLDER);
            List<Found> newer = rest.take(FollowUpWords.NEWER);
            List<Found> better = rest.take(FollowUpWords.BETTER);
            boolean more = !rest.take(FollowUpWords.MORE).isEmpty();
            boolean compared = !rest.take(FollowUpWords.COMPARED).isEmpty();
            boolean added = !rest.take(FollowUpWords.ADDED).isEmpty();
            boolean measured = !older.isEmpty() || !newer.isEmpty() || !better.isEmpty();

            List<Constraint> said = said(state.lastList(), older, newer, better);
            CoveredText words = rest.copy();
            boolean alike =
                    !words.take(FollowUpWords.LIKE).isEmpty() && own.titles().isEmpty();
            FollowUpWords.coverFillers(words);
            List<TitleMention> named = own.titles().stream()
                    .filter(mention -> isQuoted(mention) || !words.covers(mention.span()))
                    .toList();
            boolean wanted = said.stream().anyMatch(constraint -> !constraint.excluded());
            if (named.stream().anyMatch(mention -> mention.role() != Role.EXCLUDED) || (!named.isEmpty() && wanted)) {
                return Optional.empty();
            }
            named.forEach(mention -> rest.cover(mention.span()));
            own.constraints().forEach(constraint -> rest.cover(constraint.span()));
            if (alike && said.isEmpty()) {
                rest.take(FollowUpWords.LIKE);
            }
            if (speaksOfOtherThings(rest)) {
                return Optional.empty();
            }
            FollowUpWords.coverFillers(rest);
            String subject = rest.rest();
            boolean says = measured || replaced || more || !said.isEmpty() || !named.isEmpty() || alike;
            if (!says || !(subject.isEmpty() || (more && text.contains(FollowUpWords.OF_FILMS)))) {
                return Optional.empty();
            }
            if (state.base().isEmpty()) {
                return more || alike ? likeTheLast() : Optional.empty();
            }
            boolean genre = said.stream()
                    .anyMatch(constraint -> constraint instanceof Constraint.Genres genres
                            && !genres.excluded()
                            && genres.strength() == Strength.STATED);
            boolean bound = measured || replaced || added || compared || text.contains(FollowUpWords.AND_WHAT_OF);
            boolean noun = text.contains(FollowUpWords.FILM);
            if (wanted && !bound && (noun || (genre && text.contains(FollowUpWords.ASKED)))) {
                if (!more) {
                    return Optional.empty();
                }
                if (genre) {
                    return Optional.of(
                            new FollowUp(own, new LinkedHashSet<>(state.shown()), true, OptionalInt.empty()));
                }
            }
            if (alike && said.isEmpty()) {
                return likeTheLast().or(() -> Optional.of(others(continued(said, named, added, compared, subject))));
            }
            Reading reading = continued(said, named, added, compared, subject);
            boolean comparison = measured || (compared && wanted);
            return Optional.of(more || comparison ? others(reading) : same(reading));
        }

        private Reading continued(
                List<Constraint> said, List<TitleMention> named, boolean added, boolean compared, String subject) {
            return new Continuation(state.base().orElseThrow(), own, said, named).reading(added, compared, subject);
        }

        /** More of a film that was shown alone are films like it. */
        private Optional<FollowUp> likeTheLast() {
            List<ItemId> last = state.answered().map(Turn::shown).orElse(List.of());
            if (last.size() != 1 || catalog.find(last.get(0)).isEmpty()) {
                return Optional.empty();
            }
            Span whole = new Span(0, own.text().length());
            return Optional.of(like(new References(List.of(whole), last, OptionalInt.empty()), own.constraints()));
        }

        private boolean isAccountedFor(CoveredText rest) {
            FollowUpWords.coverFillers(rest);
            return rest.rest().isEmpty();
        }

        private boolean namesFilms(CoveredText rest) {
            CoveredText words = rest.copy();
            words.take(FollowUpWords.ABOUT);
            words.take(FollowUpWords.LIKE);
            words.take(FollowUpWords.ASIDE);
            FollowUpWords.coverFillers(words);
            return own.titles().stream().anyMatch(mention -> isQuoted(mention) || !words.covers(mention.span()));
        }

        private boolean isQuoted(TitleMention mention) {
            int start = mention.span().start();
            String around = own.text()
                    .substring(Math.max(0, start - 1), Math.min(own.text().length(), start + 1));
            return around.indexOf('《') >= 0;
        }

        /** What any word that fits films outweighs is outweighed by the words of a follow-up too. */
        private boolean speaksOfOtherThings(CoveredText rest) {
            return own.signals().stream()
                    .filter(signal -> signal.kind() != Signal.Kind.OTHER_SUBJECT)
                    .anyMatch(signal -> signal.kind().side() == Signal.Side.OTHER && !rest.covers(signal.span()));
        }

        /** The constraints of the text, those that compare measured by the films compared with. */
        private List<Constraint> said(List<ItemId> compared, List<Found> older, List<Found> newer, List<Found> better) {
            List<Movie> list =
                    compared.stream().flatMap(id -> catalog.find(id).stream()).toList();
            OptionalDouble year = Medians.of(list.stream()
                    .filter(movie -> movie.year().isPresent())
                    .mapToDouble(movie -> movie.year().getAsInt()));
            OptionalDouble rating = Medians.of(list.stream()
                    .filter(movie -> movie.rating().isPresent())
                    .mapToDouble(movie -> movie.rating().getAsDouble()));
            List<Constraint> said = new ArrayList<>(own.constraints());
            if (year.isPresent() && (!older.isEmpty() || !newer.isEmpty())) {
                // 太老了，有新一点的吗: what is measured says it better.
                said.removeIf(constraint ->
                        constraint instanceof Constraint.Years && constraint.strength() != Strength.STATED);
            }
            if (year.isPresent() && !older.isEmpty()) {
                Span span = older.get(0).span();
                int before = (int) Math.ceil(year.getAsDouble()) - 1;
                replace(said, span, new Constraint.Years(span, FIRST_YEAR, before, false, Strength.STATED));
            } else if (year.isPresent() && !newer.isEmpty()) {
                Span span = newer.get(0).span();
                int after = (int) Math.floor(year.getAsDouble()) + 1;
                replace(said, span, new Constraint.Years(span, after, LAST_YEAR, false, Strength.STATED));
            }
            if (rating.isPresent() && !better.isEmpty()) {
                Span span = better.get(0).span();
                double least = Math.min(5, Math.floor(rating.getAsDouble() * 10 + 1e-9) / 10 + TENTH);
                replace(said, span, new Constraint.Rating(span, least, 5, Strength.IMPLIED));
            }
            return said;
        }

        private static void replace(List<Constraint> said, Span span, Constraint by) {
            said.removeIf(constraint -> constraint.span().start() < span.end()
                    && span.start() < constraint.span().end());
            said.add(by);
        }
    }
}
