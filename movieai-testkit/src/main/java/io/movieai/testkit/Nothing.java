package io.movieai.testkit;

import org.jspecify.annotations.NullUnmarked;

/** The null that a suite hands to code that must refuse it. */
final class Nothing {
    private Nothing() {}

    /** Returns null, past the checks of the compiler. */
    @NullUnmarked
    @SuppressWarnings("TypeParameterUnusedInFormals")
    static <T> T nothing() {
        return null;
    }
}
