package io.movieai.indexing;

import java.time.Duration;

/**
 * What an indexing did.
 *
 * @param films films that the index now holds of the catalogue given
 * @param embedded films among them that were embedded, because they are new or have changed
 * @param truncated documents whose end the embedding model did not read
 * @param elapsed how long it took
 */
public record IndexReport(int films, int embedded, int truncated, Duration elapsed) {}
