package io.movieai.app;

/** What the program ends with. The same table stands in {@code --help}. */
final class ExitCodes {
    /** It worked; a refused request counts as answered. */
    static final int OK = 0;
    /** Something went wrong that should not have: a defect. */
    static final int DEFECT = 1;
    /** The command line, or a value in it, is not usable. */
    static final int USAGE = 2;
    /** Film data is missing or cannot be read. */
    static final int DATA = 3;
    /** An index or a model is not what is expected: another model, broken, a folder that cannot be used. */
    static final int INDEX = 4;
    /** A service, the network or the disk failed, or another process uses the index; the same command may work later. */
    static final int UNAVAILABLE = 5;
    /** Interrupted: Ctrl-C (128 + SIGINT). */
    static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
