package io.movieai.recsys.data;

/** A layout of film data on disk that can be read. */
public enum DataFormat {
    /** RecBole's atomic files: {@code NAME.item} and {@code NAME.inter}, tab separated, with a header of typed columns. */
    RECBOLE("RecBole atomic files"),
    /** The layout of MovieLens 100K: {@code u.item} separated by bars, {@code u.data} by tabs, {@code u.genre}. */
    MOVIELENS_100K("MovieLens 100K"),
    /** The layout of MovieLens 1M and 10M: {@code movies.dat} and {@code ratings.dat}, separated by double colons. */
    MOVIELENS_DAT("MovieLens .dat"),
    /** The layout of MovieLens 20M, 25M and the latest editions: {@code movies.csv} and {@code ratings.csv}. */
    MOVIELENS_CSV("MovieLens .csv");

    private final String displayName;

    DataFormat(String displayName) {
        this.displayName = displayName;
    }

    /** Returns the name to show to people. */
    public String displayName() {
        return displayName;
    }
}
