package io.movieai.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A server-sent event.
 *
 * @param name its name
 * @param data its data, which is JSON
 */
record Event(String name, JsonNode data) {
    /** Takes a stream apart; comments are left out. */
    static List<Event> parse(String stream) throws IOException {
        List<Event> events = new ArrayList<>();
        for (String block : stream.split("\n\n", 0)) {
            if (block.startsWith(":")) {
                continue;
            }
            String[] lines = block.split("\n", 0);
            if (lines.length != 2 || !lines[0].startsWith("event: ") || !lines[1].startsWith("data: ")) {
                throw new IOException("expected an event and its data, found: " + block);
            }
            events.add(new Event(lines[0].substring(7), new ObjectMapper().readTree(lines[1].substring(6))));
        }
        return events;
    }
}
