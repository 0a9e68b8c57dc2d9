package io.movieai.catalog;

import io.movieai.recommend.ItemId;
import io.movieai.text.Language;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A film and what is known of it. Immutable.
 *
 * @param id identity within its catalogue
 * @param title the English or international title, article in front ("The Godfather"), not blank
 * @param titleZh the usual Chinese title, if known
 * @param aliases further names it goes by, in any language
 * @param year year of release, if known
 * @param genres its genres, most characteristic first; may be empty
 * @param countries where it was made: ISO 3166-1 alpha-2 codes, main country first; may be empty
 * @param directors who directed it; may be empty
 * @param cast who plays in it, leading parts first; may be empty
 * @param keywords themes, moods and settings, in any language; may be empty
 * @param synopsis what it is about, if known, in any language and of any length
 * @param rating mean rating by its viewers, in [0, 5], if anybody rated it
 * @param ratingCount how many rated it, at least 0
 */
public record Movie(
        ItemId id,
        String title,
        Optional<String> titleZh,
        List<String> aliases,
        OptionalInt year,
        Set<Genre> genres,
        List<String> countries,
        List<Person> directors,
        List<Person> cast,
        List<String> keywords,
        Optional<String> synopsis,
        OptionalDouble rating,
        long ratingCount) {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    /**
     * @throws NullPointerException if a component is null
     * @throws IllegalArgumentException if the title is blank, a country is not two capital letters, the rating is
     *     outside [0, 5], or the count is negative
     */
    public Movie {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(titleZh, "titleZh");
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(year, "year");
        genres = Collections.unmodifiableSet(new LinkedHashSet<>(genres));
        countries = List.copyOf(countries);
        directors = List.copyOf(directors);
        cast = List.copyOf(cast);
        keywords = List.copyOf(keywords);
        Objects.requireNonNull(synopsis, "synopsis");
        Objects.requireNonNull(rating, "rating");
        if (title.isBlank()) {
            throw new IllegalArgumentException("title of " + id + ": expected a text, found a blank one");
        }
        for (String country : countries) {
            if (!isCountry(country)) {
                throw new IllegalArgumentException("countries of " + id
                        + ": expected ISO 3166-1 alpha-2 codes, two capital letters each, for example US, found '"
                        + country
                        + "'");
            }
        }
        if (rating.isPresent() && !(rating.getAsDouble() >= 0 && rating.getAsDouble() <= 5)) {
            throw new IllegalArgumentException("rating of " + id + ": expected 0 to 5, found " + rating.getAsDouble());
        }
        if (ratingCount < 0) {
            throw new IllegalArgumentException("ratingCount of " + id + ": expected at least 0, found " + ratingCount);
        }
    }

    /** Returns whether a text has the form of an ISO 3166-1 alpha-2 code, which codes of former countries (SU) have too. */
    public static boolean isCountry(String text) {
        return COUNTRY.matcher(text).matches();
    }

    /** Returns a builder of a film of which only the identity and the title are known. */
    public static Builder builder(String id, String title) {
        return new Builder(ItemId.of(id), title);
    }

    /** Returns a builder that starts with all that is known of this film. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, title);
        builder.titleZh = titleZh;
        builder.aliases = aliases;
        builder.year = year;
        builder.genres = genres;
        builder.countries = countries;
        builder.directors = directors;
        builder.cast = cast;
        builder.keywords = keywords;
        builder.synopsis = synopsis;
        builder.rating = rating;
        builder.ratingCount = ratingCount;
        return builder;
    }

    /** Returns the title in that language; the English one where there is no Chinese one. */
    public String title(Language language) {
        return language == Language.CHINESE ? titleZh.orElse(title) : title;
    }

    /** Returns every name the film goes by, without repetition: English, Chinese, then the aliases. */
    public List<String> allTitles() {
        Set<String> all = new LinkedHashSet<>();
        all.add(title);
        titleZh.ifPresent(all::add);
        all.addAll(aliases);
        return List.copyOf(all);
    }

    /** Collects what is known of a film. Not safe for use by several threads. */
    public static final class Builder {
        private final ItemId id;
        private final String title;
        private Optional<String> titleZh = Optional.empty();
        private List<String> aliases = List.of();
        private OptionalInt year = OptionalInt.empty();
        private Set<Genre> genres = EnumSet.noneOf(Genre.class);
        private List<String> countries = List.of();
        private List<Person> directors = List.of();
        private List<Person> cast = List.of();
        private List<String> keywords = List.of();
        private Optional<String> synopsis = Optional.empty();
        private OptionalDouble rating = OptionalDouble.empty();
        private long ratingCount;

        private Builder(ItemId id, String title) {
            this.id = id;
            this.title = title;
        }

        /** Sets the Chinese title. */
        public Builder titleZh(String value) {
            titleZh = Optional.of(value);
            return this;
        }

        /** Sets the further names. */
        public Builder aliases(List<String> value) {
            aliases = value;
            return this;
        }

        /** Sets the year of release. */
        public Builder year(int value) {
            year = OptionalInt.of(value);
            return this;
        }

        /** Sets the genres, most characteristic first. */
        public Builder genres(Collection<Genre> value) {
            genres = new LinkedHashSet<>(value);
            return this;
        }

        /** Sets the countries (ISO 3166-1 alpha-2), main country first. */
        public Builder countries(List<String> value) {
            countries = value;
            return this;
        }

        /** Sets who directed it. */
        public Builder directors(List<Person> value) {
            directors = value;
            return this;
        }

        /** Sets who plays in it, leading parts first. */
        public Builder cast(List<Person> value) {
            cast = value;
            return this;
        }

        /** Sets themes, moods and settings. */
        public Builder keywords(List<String> value) {
            keywords = value;
            return this;
        }

        /** Sets what it is about. */
        public Builder synopsis(String value) {
            synopsis = Optional.of(value);
            return this;
        }

        /** Sets the mean rating, in [0, 5], and how many rated it. */
        public Builder rating(double mean, long count) {
            rating = OptionalDouble.of(mean);
            ratingCount = count;
            return this;
        }

        /** Returns the film; throws as {@link Movie}'s constructor does. */
        public Movie build() {
            return new Movie(
                    id,
                    title,
                    titleZh,
                    aliases,
                    year,
                    genres,
                    countries,
                    directors,
                    cast,
                    keywords,
                    synopsis,
                    rating,
                    ratingCount);
        }
    }
}
