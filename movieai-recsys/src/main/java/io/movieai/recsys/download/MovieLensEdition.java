package io.movieai.recsys.download;

import io.movieai.text.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A MovieLens data set that GroupLens publishes. */
public enum MovieLensEdition {
    /** 100,000 ratings of 1,682 films, 1997 to 1998. */
    ML_100K("ml-100k", "u.item", "u.data", 200, false, "0e33842e24a9c977be4e0107933c0723"),
    /** About 100,000 ratings of 9,700 films; GroupLens renews it from time to time, so figures on it cannot be compared. */
    LATEST_SMALL("ml-latest-small", "movies.csv", "ratings.csv", 200, true, null),
    /** One million ratings of 3,900 films, up to 2003. */
    ML_1M("ml-1m", "movies.dat", "ratings.dat", 400, false, "c4d9eecfca2ab87c1945afe126590906"),
    /** 25 million ratings of 62,000 films, 1995 to 2019. */
    ML_25M("ml-25m", "movies.csv", "ratings.csv", 4_000, true, "6b51fb2759a8657d3bfcbfc42b592ada");

    private final String id;
    private final String films;
    private final String ratings;
    private final long maxBytes;
    private final boolean shareable;
    private final @Nullable String knownMd5;

    /**
     * @param films its file of films
     * @param ratings its file of ratings
     * @param maxMegabytes far more than the archive or its content has: what is greater is not this data set
     * @param shareable whether it may be passed on under its own conditions
     * @param knownMd5 the MD5 sum of its archive, or null if GroupLens renews it
     */
    MovieLensEdition(
            String id, String films, String ratings, long maxMegabytes, boolean shareable, @Nullable String knownMd5) {
        this.id = id;
        this.films = films;
        this.ratings = ratings;
        this.maxBytes = maxMegabytes * 1_000_000;
        this.shareable = shareable;
        this.knownMd5 = knownMd5;
    }

    /** Returns the edition of that name. */
    public static Optional<MovieLensEdition> find(String id) {
        return Arrays.stream(values()).filter(edition -> edition.id.equals(id)).findFirst();
    }

    /** Returns GroupLens' name for it, for example {@code ml-100k}: that of the archive and of the folder in it. */
    public String id() {
        return id;
    }

    /**
     * Returns what its licence asks for, in a few sentences to show before the download. The licence itself is the README in
     * the archive.
     */
    public String licence(Language language) {
        return language == Language.CHINESE
                ? "MovieLens 数据集 " + id + " 属于明尼苏达大学 GroupLens 研究组，可免费用于研究：发表成果须注明出处；"
                        + "未经 GroupLens 许可不得用于商业或营利；"
                        + (shareable ? "可以转发（包括改动后的版本），但须附同样的条件；" : "未经另行许可不得转发；")
                        + "不得暗示明尼苏达大学或 GroupLens 为您背书；数据不作任何保证。"
                        + "完整条款和引用格式见压缩包内的 README。"
                : "The MovieLens data set " + id
                        + " belongs to GroupLens at the University of Minnesota and is free for"
                        + " research: publications have to cite it; commercial use needs GroupLens' permission first; "
                        + (shareable
                                ? "it may be passed on, changed or not, under these same conditions only; "
                                : "it must not be passed on without separate permission; ")
                        + "nobody may suggest that the university or GroupLens endorses them; and the data comes without any"
                        + " guarantee. The full terms, and how to cite it, are in the README inside the archive.";
    }

    /** The files that it cannot do without. */
    List<String> files() {
        return List.of(films, ratings);
    }

    /** The most bytes that its archive, or the archive's content, can have. */
    long maxBytes() {
        return maxBytes;
    }

    /** The MD5 sum of its archive, which GroupLens published and never changed since, if it is known for certain. */
    Optional<String> knownMd5() {
        return Optional.ofNullable(knownMd5);
    }
}
