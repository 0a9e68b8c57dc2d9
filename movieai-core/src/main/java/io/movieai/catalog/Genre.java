package io.movieai.catalog;

import java.util.Locale;
import java.util.Optional;

/**
 * The one genre vocabulary: MovieLens' genres, with their English and Chinese names.
 *
 * <p>Source of the English names: the README files of the MovieLens data sets (GroupLens).
 */
public enum Genre {
    ACTION("Action", "动作"),
    ADVENTURE("Adventure", "冒险"),
    ANIMATION("Animation", "动画"),
    /** For children and families; older MovieLens editions write "Children's". */
    CHILDREN("Children", "儿童"),
    COMEDY("Comedy", "喜剧"),
    CRIME("Crime", "犯罪"),
    DOCUMENTARY("Documentary", "纪录"),
    DRAMA("Drama", "剧情"),
    FANTASY("Fantasy", "奇幻"),
    FILM_NOIR("Film-Noir", "黑色"),
    HORROR("Horror", "恐怖"),
    IMAX("IMAX", "IMAX"),
    MUSICAL("Musical", "歌舞"),
    MYSTERY("Mystery", "悬疑"),
    ROMANCE("Romance", "爱情"),
    SCI_FI("Sci-Fi", "科幻"),
    THRILLER("Thriller", "惊悚"),
    WAR("War", "战争"),
    WESTERN("Western", "西部");

    private final String english;
    private final String chinese;

    Genre(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /** Returns the English name, for example {@code Sci-Fi}: the form that is stored and sent. */
    public String english() {
        return english;
    }

    /** Returns the Chinese name without 片, for example {@code 科幻}. */
    public String chinese() {
        return chinese;
    }

    /**
     * Returns the genre that a data set's label names, in any letter case: the English or Chinese name, or an older
     * spelling ("Children's").
     */
    public static Optional<Genre> parse(String label) {
        String wanted = label.strip().toLowerCase(Locale.ROOT);
        if (wanted.equals("children's")) {
            return Optional.of(CHILDREN);
        }
        for (Genre genre : values()) {
            if (genre.english.toLowerCase(Locale.ROOT).equals(wanted) || genre.chinese.equals(wanted)) {
                return Optional.of(genre);
            }
        }
        return Optional.empty();
    }
}
