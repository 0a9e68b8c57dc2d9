package io.movieai.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** One answer of a {@link ChatServer} on its way: its head, its body piece by piece, and its end or the lack of one. */
public final class ChatExchange {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final InputStream in;
    private final Socket connection;
    private final OutputStream out;
    private boolean ended;

    ChatExchange(InputStream in, Socket connection) throws IOException {
        this.in = in;
        this.connection = connection;
        this.out = connection.getOutputStream();
    }

    boolean ended() {
        return ended;
    }

    /** Sends status and headers of an answer whose body follows in chunks. */
    public void begin(int status, String contentType, Map<String, String> headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\nTransfer-Encoding: chunked\r\n");
        head.append("Content-Type: ").append(contentType).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Sends status and headers of an event stream. */
    public void beginStream() throws IOException {
        begin(200, "text/event-stream;charset=UTF-8", Map.of("X-Request-Id", "peer-request"));
    }

    /** Sends a piece of the body as a chunk of its own. */
    public void write(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        out.write(Integer.toHexString(bytes.length).getBytes(StandardCharsets.ISO_8859_1));
        out.write(LINE_END);
        out.write(bytes);
        out.write(LINE_END);
        out.flush();
    }

    /** Sends a piece of the body, in UTF-8. */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends an event of an event stream. */
    public void event(String data) throws IOException {
        write("data: " + data + "\n\n");
    }

    /** Ends the body; the connection stays open. */
    public void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        ended = true;
    }

    /**
     * Waits until the client closes the connection.
     *
     * @return whether it did within the time
     */
    public boolean awaitClosed(Duration limit) throws IOException {
        connection.setSoTimeout(Math.toIntExact(limit.toMillis()));
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Breaks the connection off at once, as a crash does. */
    public void reset() throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }
}
