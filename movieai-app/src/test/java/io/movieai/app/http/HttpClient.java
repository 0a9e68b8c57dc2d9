package io.movieai.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An HTTP/1.1 client on a plain socket, which sends whatever it is told to. One connection for each request. */
final class HttpClient {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final int port;

    HttpClient(int port) {
        this.port = port;
    }

    /**
     * An answer.
     *
     * @param status the status
     * @param headers the headers, names in lower case
     * @param body the body, without the framing of chunks
     */
    record Answer(int status, Map<String, String> headers, String body) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(body);
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    Answer get(String path, String... headers) throws IOException {
        return send("GET", path, "", headers);
    }

    /** Posts JSON. */
    Answer post(String path, String json, String... headers) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String all = "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n" + lines(headers);
        return raw(head("POST", path, all), body);
    }

    Answer send(String method, String path, String body, String... headers) throws IOException {
        return raw(head(method, path, lines(headers)), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    static String head(String method, String path, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
    }

    /** Sends bytes as they are and reads one answer. */
    Answer raw(String head, byte[] body) throws IOException {
        try (Socket socket = connect()) {
            try {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write(body);
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // The server may refuse before it has read all; its answer is there all the same.
                if (socket.getInputStream().available() == 0) {
                    throw e;
                }
            }
            return read(socket.getInputStream());
        }
    }

    /** Reads one answer. */
    static Answer read(InputStream in) throws IOException {
        String head = "";
        StringBuilder text = new StringBuilder();
        while (!head.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("expected an answer, found the end of the stream after: " + text);
            }
            text.append((char) next);
            head = text.length() < 4 ? "" : text.substring(text.length() - 4);
        }
        String[] lines = text.toString().split("\r\n", 0);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] pair = lines[i].split(":", 2);
            headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
        }
        int status = Integer.parseInt(lines[0].split(" ", 3)[1]);
        return new Answer(status, headers, new String(body(in, headers), StandardCharsets.UTF_8));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return in.readNBytes(Integer.parseInt(headers.get("content-length")));
        }
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return in.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            body.write(in.readNBytes(size));
            in.readNBytes(2);
        }
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            line.append((char) next);
        }
        return line.isEmpty() ? 0 : Integer.parseInt(line.toString().strip(), 16);
    }
}
