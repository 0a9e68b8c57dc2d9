package io.movieai;

import io.movieai.Health.Port;
import io.movieai.embedding.Embedder;
import io.movieai.embedding.TextRole;
import io.movieai.generation.Generator;
import io.movieai.keyword.KeywordIndex;
import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.CandidateRequest;
import io.movieai.recommend.ItemId;
import io.movieai.store.VectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks every port for the least that shows it is there, all at once and for a bounded time.
 *
 * @param timeout how long the ports have together
 */
record HealthCheck(
        Embedder embedder,
        VectorStore store,
        KeywordIndex keywords,
        Generator generator,
        @Nullable CandidateRecommender recommender,
        Duration timeout) {

    /** What no film is called: asking for it is cheap. */
    private static final ItemId NOBODY = ItemId.of("-");

    Health run(int films) {
        AtomicLong count = new AtomicLong(-1);
        Map<String, Runnable> checks = new LinkedHashMap<>();
        checks.put("Embedder", () -> embedder.embed(TextRole.QUERY, "电影"));
        checks.put("VectorStore", () -> count.set(store.count()));
        checks.put("KeywordIndex", () -> keywords.indexedVersions(List.of(NOBODY.value())));
        checks.put("Generator", generator::check);
        if (recommender != null) {
            CandidateRecommender taste = recommender;
            checks.put(
                    "CandidateRecommender",
                    () -> taste.recommend(
                            new CandidateRequest(Optional.empty(), List.of(NOBODY), Set.of(NOBODY), Set.of(), 1)));
        }
        List<Port> ports = ask(checks);
        long records = count.get();
        return new Health(
                ports,
                films,
                store.collection(),
                records < 0 ? OptionalLong.empty() : OptionalLong.of(records),
                embedder.space(),
                generator.model());
    }

    private List<Port> ask(Map<String, Runnable> checks) {
        Deadline deadline = Deadline.after(timeout);
        Map<String, FutureTask<Boolean>> tasks = new LinkedHashMap<>();
        checks.forEach((name, check) -> {
            FutureTask<Boolean> task = new FutureTask<>(check, true);
            tasks.put(name, task);
            Thread thread = new Thread(task, "movieai-health");
            thread.setDaemon(true);
            thread.start();
        });
        List<Port> ports = new ArrayList<>();
        boolean interrupted = false;
        for (Map.Entry<String, FutureTask<Boolean>> task : tasks.entrySet()) {
            String reason = "";
            try {
                Duration left = interrupted ? Duration.ZERO : deadline.bound(timeout);
                task.getValue().get(left.toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                reason = reason(e.getCause());
            } catch (TimeoutException e) {
                reason = interrupted
                        ? "not asked to the end: interrupted"
                        : "no answer within " + timeout.toMillis() + " ms";
            } catch (InterruptedException e) {
                interrupted = true;
                reason = "not asked to the end: interrupted";
            }
            task.getValue().cancel(true);
            ports.add(new Port(task.getKey(), reason.isEmpty(), reason));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ports;
    }

    /** The library's own messages hold no secret; of others only the kind is told. */
    private static String reason(@Nullable Throwable failure) {
        if (failure instanceof MovieAiException) {
            return String.valueOf(failure.getMessage());
        }
        return failure == null ? "failed" : "failed with " + failure.getClass().getSimpleName();
    }
}
