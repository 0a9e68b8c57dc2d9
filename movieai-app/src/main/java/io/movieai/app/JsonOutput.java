package io.movieai.app;

/** A command that can be told to write one JSON object, whose failures are then told as one too. */
interface JsonOutput {
    /** Returns whether failures are to be told as JSON. */
    boolean json();
}
