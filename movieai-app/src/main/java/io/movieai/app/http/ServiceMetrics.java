package io.movieai.app.http;

import io.movieai.Recommendation;

/** Counts what the service does. */
final class ServiceMetrics {
    void answered(Recommendation answer) {}

    void clientLeft() {}
}
