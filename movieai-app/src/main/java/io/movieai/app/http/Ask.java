package io.movieai.app.http;

import io.movieai.RecommendRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request for films as it came in.
 *
 * @param request what is asked
 * @param conversation the id of the conversation that it belongs to, if any
 * @param without keys of what was understood and is not to hold
 * @param rawResponse whether the answer is to hold what was retrieved in the form of a vector store's own answer
 * @param ignored names of members that mean nothing here
 */
record Ask(
        RecommendRequest request,
        Optional<String> conversation,
        Set<String> without,
        boolean rawResponse,
        List<String> ignored) {}
