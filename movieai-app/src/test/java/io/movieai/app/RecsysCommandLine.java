package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The commands around recommender models, on generated ratings of two camps: even users rate even films well. */
abstract class RecsysCommandLine {
    static final int USERS = 40;
    private static final int FILMS = 40;

    @TempDir
    protected Path folder = Path.of("");

    protected Path data = Path.of("");
    protected Path index = Path.of("");

    /** What a run of the program came to. */
    record Outcome(int code, String out, String err) {
        JsonNode json() throws IOException {
            assertThat(out.lines()).as(err).hasSize(1);
            return new ObjectMapper().readTree(out);
        }
    }

    @BeforeEach
    void writeData() throws IOException {
        data = Files.createDirectory(folder.resolve("camps"));
        index = folder.resolve("index");
        StringBuilder films =
                new StringBuilder("item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n");
        for (int film = 0; film < FILMS; film++) {
            films.append(
                    "f%d\tFilm %d\t%d\t%s\n".formatted(film, film, 1960 + film, film % 2 == 0 ? "Sci-Fi" : "Drama"));
        }
        Files.writeString(data.resolve("camps.item"), films);
        Files.writeString(data.resolve("camps.inter"), ratings(11));
    }

    static String ratings(long seed) {
        Random random = new Random(seed);
        StringBuilder ratings = new StringBuilder("user_id:token\titem_id:token\trating:float\ttimestamp:float\n");
        for (int user = 0; user < USERS; user++) {
            for (int film = 0; film < FILMS; film++) {
                boolean own = user % 2 == film % 2;
                if (random.nextInt(10) < (own ? 6 : 1)) {
                    ratings.append("u%d\tf%d\t%d\t%d\n".formatted(user, film, own ? 5 : 2, 1000 + film));
                }
            }
        }
        return ratings.toString();
    }

    Outcome run(String... args) {
        ProgramRun run = ProgramRun.of(args);
        Outcome outcome = new Outcome(run.code(), run.out(), run.err());
        assertThat(outcome.err()).doesNotContain("\tat ").doesNotContain("Exception");
        return outcome;
    }

    Outcome onData(String command, String... rest) {
        Stream<String> words = Stream.of(command.split(" "));
        return run(Stream.of(words, Stream.of("--data", data.toString()), Stream.of(rest))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    Outcome indexed(String command, String... rest) {
        return onData(
                command,
                Stream.concat(Stream.of("--index", index.toString()), Arrays.stream(rest))
                        .toArray(String[]::new));
    }

    static Iterable<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(node -> node.path(field).asText())
                .toList();
    }
}
