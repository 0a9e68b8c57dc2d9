package io.movieai.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Reads requests that people might send, to measure with, from files of {@code evaluate retrieval}. */
final class RequestFile {
    private static final Set<String> FOR_FILMS = Set.of("filter", "title", "like", "open");
    private static final List<String> GREETINGS = List.of("", "你好，", "您好，", "在吗？", "哈喽，", "老师好，", "hi，", "谢谢，");
    private static final List<String> OPENINGS =
            List.of("", "请问", "麻烦问下，", "帮我看看，", "那个，", "嗯，", "对了，", "话说，", "请教一下，", "呃，");

    private RequestFile() {}

    /**
     * Returns the texts of the requests for films that are not follow-ups, each once, in an order that mixes their kinds and is
     * always the same.
     */
    static List<String> read(List<String> files) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Set<String> texts = new LinkedHashSet<>();
        for (String file : files) {
            for (String line : Files.readAllLines(Path.of(file))) {
                JsonNode request = json.readTree(line);
                if (FOR_FILMS.contains(request.path("kind").asText()) && !request.has("turns")) {
                    texts.add(request.path("q").asText());
                }
            }
        }
        List<String> mixed = new ArrayList<>(texts);
        Collections.shuffle(mixed, new Random(1));
        return mixed;
    }

    /** Returns the requests as {@link #read} does, then again with other openings before each, so that no two texts are equal. */
    static List<String> readWithOpenings(List<String> files) throws IOException {
        List<String> texts = read(files);
        List<String> opened = new ArrayList<>();
        for (String opening : OPENINGS) {
            for (String greeting : GREETINGS) {
                texts.forEach(text -> opened.add(greeting + opening + text));
            }
        }
        return opened;
    }
}
