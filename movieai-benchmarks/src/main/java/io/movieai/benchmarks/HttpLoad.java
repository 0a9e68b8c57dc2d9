package io.movieai.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks one or more running services over HTTP with 1, 8, 64 and 512 connections, each of which sends its next request when it
 * has the answer to the last, and prints throughput and latency. Services are measured in turn with the same requests.
 *
 * <p>Arguments: seconds for each measurement, or {@code 300@2048} for so many seconds with so many connections; a file of
 * requests as {@code evaluate retrieval} reads them, or {@code same} for one request that is repeated; and the URLs of the
 * services' {@code POST} routes, which take {@code {"query": …}}.
 */
public final class HttpLoad {
    private static final int[] CONNECTIONS = {1, 8, 64, 512};
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final int WARM_UP_CONNECTIONS = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicLong number = new AtomicLong();
    private final List<String> requests;

    private HttpLoad(List<String> requests) {
        this.requests = requests;
    }

    /** What one connection saw: the time of each answer in milliseconds, and how many requests were shed or failed. */
    private record Seen(List<Double> millis, int shed, int failed) {}

    /** Prints a Markdown table. */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        if (args.length < 3) {
            throw new IllegalArgumentException(
                    "expected SECONDS, a file of requests or same, and URLs, found " + args.length + " arguments");
        }
        String[] measured = args[0].split("@", 2);
        Duration time = Duration.ofSeconds(Integer.parseInt(measured[0]));
        int[] levels = measured.length == 2 ? new int[] {Integer.parseInt(measured[1])} : CONNECTIONS;
        HttpLoad load = new HttpLoad(
                args[1].equals("same") ? List.of("推荐一部九十年代的科幻电影") : RequestFile.readWithOpenings(List.of(args[1])));
        // A service that has just started spends a processor on compiling itself.
        for (String url : Arrays.asList(args).subList(2, args.length)) {
            load.seen(URI.create(url), WARM_UP_CONNECTIONS, WARM_UP);
        }
        SideBySide.row("service", "connections", "answers/s", "p50 ms", "p95 ms", "p99 ms", "503", "failed");
        SideBySide.row("---", "---", "---", "---", "---", "---", "---", "---");
        long first = load.number.get();
        for (int connections : levels) {
            long next = first;
            for (String url : Arrays.asList(args).subList(2, args.length)) {
                load.number.set(first);
                load.measure(URI.create(url), connections, time);
                next = Math.max(next, load.number.get());
            }
            // Both services are asked the same, but neither what it was asked before.
            first = next;
        }
    }

    private void measure(URI service, int connections, Duration time) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        List<Seen> seen = seen(service, connections, time);
        double seconds = (System.nanoTime() - start) / 1e9;
        double[] millis = seen.stream()
                .flatMapToDouble(one -> one.millis().stream().mapToDouble(Double::doubleValue))
                .toArray();
        boolean answered = millis.length > 0;
        SideBySide.row(
                service.getAuthority() + service.getPath(),
                connections,
                millis.length / seconds,
                answered ? SideBySide.median(millis) : Double.NaN,
                answered ? SideBySide.quantile(millis, 0.95) : Double.NaN,
                answered ? SideBySide.quantile(millis, 0.99) : Double.NaN,
                seen.stream().mapToInt(Seen::shed).sum(),
                seen.stream().mapToInt(Seen::failed).sum());
    }

    private List<Seen> seen(URI service, int connections, Duration time)
            throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(connections);
        long start = System.nanoTime();
        List<Future<Seen>> running = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Callable<Seen> client = () -> ask(service, start + time.toNanos());
            running.add(clients.submit(client));
        }
        List<Seen> seen = new ArrayList<>();
        for (Future<Seen> client : running) {
            seen.add(client.get());
        }
        clients.shutdown();
        return seen;
    }

    private Seen ask(URI service, long end) throws IOException {
        List<Double> millis = new ArrayList<>();
        int shed = 0;
        int failed = 0;
        HttpConnection connection = null;
        while (System.nanoTime() < end) {
            byte[] request = JSON.writeValueAsBytes(Map.of("query", query()));
            long start = System.nanoTime();
            try {
                connection = connection == null ? HttpConnection.open(service) : connection;
                int status = connection.post(request);
                if (status == 200) {
                    millis.add((System.nanoTime() - start) / 1e6);
                } else if (status == 503) {
                    shed++;
                } else {
                    failed++;
                }
            } catch (IOException e) {
                failed++;
                if (connection != null) {
                    connection.close();
                    connection = null;
                }
            }
        }
        if (connection != null) {
            connection.close();
        }
        return new Seen(millis, shed, failed);
    }

    private String query() {
        return requests.get((int) (number.getAndIncrement() % requests.size()));
    }
}
