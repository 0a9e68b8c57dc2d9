package io.movieai.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection that is kept open and asks one thing after the other (HTTP/1.1), with as little work as possible: what a load
 * generator computes on the same processors is missing to the service that it measures. For one thread.
 */
final class HttpConnection implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final String head;

    private HttpConnection(Socket socket, URI service) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16_384);
        this.head = "POST " + service.getRawPath() + " HTTP/1.1\r\nHost: " + service.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
    }

    static HttpConnection open(URI service) throws IOException {
        Socket socket = new Socket(service.getHost(), service.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        return new HttpConnection(socket, service);
    }

    /**
     * Posts JSON, and reads the answer to its end.
     *
     * @return its status
     * @throws IOException if it does not come, or is not of the kind that this class reads
     */
    int post(byte[] json) throws IOException {
        byte[] start = (head + json.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[start.length + json.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(json, 0, request, start.length, json.length);
        socket.getOutputStream().write(request);
        String[] status = line().split(" ", 3);
        long length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Long.parseLong(header.substring(LENGTH.length()).strip());
            }
        }
        if (status.length < 2 || length < 0) {
            throw new IOException("expected a status and a Content-Length, found " + String.join(" ", status));
        }
        in.skipNBytes(length);
        return Integer.parseInt(status[1]);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("expected an answer, found the end of the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
