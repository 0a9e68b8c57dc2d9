package io.movieai.retrieval;

import io.movieai.Degradation;
import io.movieai.catalog.Movie;
import io.movieai.embedding.Embedding;
import io.movieai.query.Constraint;
import io.movieai.recommend.ItemId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the sources found for a request, before it is fused.
 *
 * @param rankings each source's films, best first
 * @param movies the films by identity
 * @param documents the documents of the films that the vector store found
 * @param similarities cosines to the request of the films that the vector store found
 * @param because liked films that speak for a film, strongest first
 * @param exact the films that fulfil all conditions; empty when nothing was relaxed
 * @param relaxed the conditions that were given up, in the order in which they were
 * @param query the vector that stands for the request, unless that failed or was not needed
 * @param other whether the request is for something other than films, so that no source was asked
 * @param degraded what had to be done without
 * @param embedding how long the request's texts took to embed
 */
record Candidates(
        Map<Source, List<ItemId>> rankings,
        Map<ItemId, Movie> movies,
        Map<ItemId, String> documents,
        Map<ItemId, Double> similarities,
        Map<ItemId, List<ItemId>> because,
        Set<ItemId> exact,
        List<Constraint> relaxed,
        Optional<Embedding> query,
        boolean other,
        List<Degradation> degraded,
        Duration embedding) {}
