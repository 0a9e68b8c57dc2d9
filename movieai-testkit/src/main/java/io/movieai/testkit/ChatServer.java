package io.movieai.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A server of chat completions for tests: HTTP/1.1 on a free port of this machine, answering {@code POST
 * <base>/chat/completions} and {@code GET <base>/models} as DashScope's OpenAI-compatible mode does, and misbehaving where a
 * test says so.
 *
 * <p>What it answers is scripted with {@link #reply}; {@link ChatReplies} has the answers of the protocol. Every request is
 * kept as it came. Connections stay open for further requests. Safe for use by several threads.
 */
public final class ChatServer implements AutoCloseable {
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int LONGEST_BODY = 16 * 1024 * 1024;

    private final ServerSocket socket;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private Reply last = ChatReplies.answer("先看", "《教父》", "，", "再看《", "黑客帝国", "》。");
    private Reply models = ChatReplies.body(
            200,
            "application/json",
            "{\"object\":\"list\",\"data\":[{\"id\":\"qwen-max-latest\",\"object\":\"model\"}]}",
            Map.of());
    private int accepted;

    /**
     * A request as it came.
     *
     * @param method for example {@code POST}
     * @param path from the first slash on, with the query
     * @param headers by name in lower case
     * @param body as text
     */
    public record Request(String method, String path, Map<String, String> headers, String body) {
        /** Makes an immutable copy of the headers. */
        public Request {
            headers = Map.copyOf(headers);
        }
    }

    /** What is sent back to a request. */
    @FunctionalInterface
    public interface Reply {
        /** Sends the answer; when it does not end it, the connection is closed. */
        void send(Request request, ChatExchange exchange) throws IOException;
    }

    private ChatServer(ServerSocket socket) {
        this.socket = socket;
    }

    /** Starts a server that answers with a short text in Chinese. */
    public static ChatServer start() {
        try {
            ChatServer server = new ChatServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            daemon("chat-server", server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the address to give to a client, without a slash at its end. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/compatible-mode/v1");
    }

    /** Sets what the next requests are answered with, one each; the last of them answers all that follow as well. */
    public void reply(Reply... next) {
        synchronized (requests) {
            replies.clear();
            replies.addAll(List.of(next));
        }
    }

    /** Sets what {@code GET <base>/models} is answered with; a list of one model if it is not set. */
    public void models(Reply reply) {
        synchronized (requests) {
            models = reply;
        }
    }

    /** Returns the requests that came so far, oldest first. */
    public List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** Returns how many connections clients have opened so far. */
    public int accepted() {
        synchronized (requests) {
            return accepted;
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                synchronized (requests) {
                    accepted++;
                }
                daemon("chat-server-connection", () -> serve(connection));
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                Request request = read(in);
                if (request == null) {
                    return;
                }
                ChatExchange exchange = new ChatExchange(in, connection);
                next(request).send(request, exchange);
                if (!exchange.ended()) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client went away, or the test ended.
        } finally {
            connections.remove(connection);
        }
    }

    private Reply next(Request request) {
        synchronized (requests) {
            requests.add(request);
            if (request.path().endsWith("/models")) {
                return models;
            }
            if (!request.path().endsWith("/chat/completions")) {
                return ChatReplies.error(404, "not_found", "no such path: " + request.path());
            }
            if (!replies.isEmpty()) {
                last = replies.removeFirst();
            }
            return last;
        }
    }

    /** Reads one request, or null where the client has no further one. */
    private static @Nullable Request read(InputStream in) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        int space = line.indexOf(' ');
        String method = line.substring(0, space);
        String path = line.substring(space + 1, line.lastIndexOf(' '));
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length > LONGEST_BODY) {
            throw new IOException("expected a body of at most " + LONGEST_BODY + " bytes, found " + length);
        }
        return new Request(method, path, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() > LONGEST_HEAD) {
                throw new IOException("expected a line of at most " + LONGEST_HEAD + " bytes");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
