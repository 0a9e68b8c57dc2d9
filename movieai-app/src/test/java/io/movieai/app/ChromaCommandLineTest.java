package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import io.movieai.embedding.onnx.OnnxEmbedder;
import io.movieai.store.chroma.ChromaStore;
import io.movieai.testkit.ChromaServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line with vectors on a real Chroma server. */
class ChromaCommandLineTest {
    private static final EmbeddingSpace SPACE = new EmbeddingSpace("bge-small-zh", 512);

    @TempDir
    static Path serverData;

    private static ChromaServer server;

    @TempDir
    private Path folder;

    private final String collection = "app-" + UUID.randomUUID();
    private Path data = Path.of("");

    @BeforeAll
    static void startServer() {
        server = ChromaServer.start(serverData.resolve("data"));
    }

    @AfterAll
    static void closeServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void writeData() throws IOException {
        data = Files.createDirectory(folder.resolve("films"));
        write(List.of(
                "1\tMatrix, The\t1999\tAction Sci-Fi",
                "2\tAlien\t1979\tHorror Sci-Fi",
                "3\tContact\t1997\tDrama Sci-Fi",
                "4\tFargo\t1996\tCrime Drama",
                "5\tGattaca\t1997\tDrama Sci-Fi"));
    }

    private void write(List<String> films) throws IOException {
        Files.writeString(
                data.resolve("films.item"),
                "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n" + String.join("\n", films)
                        + "\n");
    }

    private ProgramRun run(String command, String... rest) {
        return run(server.uri(), collection, folder.resolve("index"), command, rest);
    }

    private ProgramRun run(URI address, String collection, Path index, String command, String... rest) {
        Stream<String> options = Stream.of(
                command,
                "--store",
                "chroma",
                "--chroma",
                address.toString(),
                "--collection",
                collection,
                "--data",
                data.toString(),
                "--index",
                index.toString());
        return ProgramRun.of(Stream.concat(options, Stream.of(rest)).toArray(String[]::new));
    }

    private ChromaStore store() {
        return ChromaStore.builder(server.uri(), collection, SPACE).connect();
    }

    @Test
    void ask_afterIngest_answersFromTheCollectionAndEmbedsNothingAgain() throws IOException {
        ProgramRun ingest = run("ingest");
        assertThat(ingest.code()).as(ingest.err()).isZero();
        assertThat(ingest.err()).contains("5 films in the index, 5 of them embedded now", collection);

        ProgramRun ask = run("ask", "--json", "推荐一部九十年代的科幻电影");
        assertThat(ask.code()).as(ask.err()).isZero();
        JsonNode answer = new ObjectMapper().readTree(ask.out());
        assertThat(answer.path("degraded")).isEmpty();
        assertThat(answer.path("films")).hasSize(3);
        for (JsonNode context : answer.path("context")) {
            assertThat(context.path("metadata").path("movie_id").asText()).isIn("1", "3", "5");
            assertThat(context.path("similarity").asDouble()).isBetween(0.1, 1.0);
        }

        assertThat(run("ingest").err()).contains("5 films in the index, 0 of them embedded now");
        ProgramRun doctor = run("doctor");
        assertThat(doctor.code()).as(doctor.out()).isZero();
        assertThat(doctor.out()).contains("[ok]   Chroma", "API v2", collection, "5 records");
    }

    @Test
    void ingest_filmsThatVanished_areRemovedFromTheCollection() throws IOException {
        run("ingest");
        write(List.of("1\tMatrix, The\t1999\tAction Sci-Fi"));

        assertThat(run("ingest").code()).isZero();
        try (ChromaStore store = store()) {
            assertThat(store.count()).isEqualTo(1);
        }
    }

    @Test
    void doctor_noCollection_saysSoAndMakesNone() throws Exception {
        ProgramRun doctor = run("doctor");

        assertThat(doctor.code()).as(doctor.out()).isZero();
        assertThat(doctor.out()).contains("no such collection yet");
        assertThat(ChromaStore.builder(server.uri(), collection, SPACE).find()).isEmpty();
    }

    @Test
    void serverKilled_askFallsBackToWordsAndIngestIsUnavailable_untilItIsBack() {
        Assumptions.assumeTrue(server.isOwnProcess(), "the server that the environment names is never killed");
        run("ingest");
        server.kill();
        try {
            ProgramRun ask = run("ask", "九十年代的科幻片，要烧脑");
            assertThat(ask.code()).as(ask.err()).isZero();
            assertThat(ask.out()).contains("《千钧一发》");
            assertThat(ask.err()).contains("WITHOUT_VECTORS", "check that the server runs");
            ProgramRun doctor = run("doctor");
            assertThat(doctor.code()).isEqualTo(ExitCodes.UNAVAILABLE);
            assertThat(doctor.out()).contains("[FAIL] Chroma");
        } finally {
            server.restart();
        }
        assertThat(run("ask", "九十年代的科幻片，要烧脑").err()).isEmpty();
    }

    @Test
    void ingest_serverKilledAndRestartedMeanwhile_losesAndDoublesNothing() throws Exception {
        Assumptions.assumeTrue(server.isOwnProcess(), "the server that the environment names is never killed");
        int films = 1_200;
        write(IntStream.rangeClosed(1, films)
                .mapToObj(i -> i + "\tFilm number " + i + "\t" + (1930 + i % 90) + "\tDrama")
                .toList());
        CompletableFuture<ProgramRun> ingest = CompletableFuture.supplyAsync(() -> run("ingest"));
        try (ChromaStore store = store()) {
            while (store.count() == 0 && !ingest.isDone()) {
                Thread.onSpinWait();
            }
            assertThat(store.count()).isBetween(1L, films - 1L);
            server.kill();
            server.restart();

            ProgramRun ended = ingest.get(2, TimeUnit.MINUTES);
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(store.count()).isEqualTo(films);
            assertThat(store.versions(IntStream.rangeClosed(1, films)
                            .mapToObj(Integer::toString)
                            .toList()))
                    .hasSize(films)
                    .doesNotContainValue("");
        }
        assertThat(run("ingest").err()).contains(" 0 of them embedded now");
    }

    @Test
    void ask_collectionOfAnotherModel_isRefusedWithBothNames() {
        run("ingest");

        ProgramRun ask = run(
                server.uri(),
                collection,
                folder.resolve("other"),
                "ask",
                "--embedder",
                "bge-small-zh-v1.5-int8",
                "科幻片");
        assertThat(ask.code()).isEqualTo(ExitCodes.INDEX);
        assertThat(ask.err()).contains("bge-small-zh-v1.5-int8", "(bge-small-zh)", collection);
    }

    @Test
    void ask_indexFolderOfAnotherCollection_isRefusedWithBothNames() {
        run("ingest");

        ProgramRun ask = run(server.uri(), "elsewhere", folder.resolve("index"), "ask", "科幻片");
        assertThat(ask.code()).isEqualTo(ExitCodes.INDEX);
        assertThat(ask.err()).contains("elsewhere", collection);
    }

    @Test
    void ask_somethingElseAnswers_saysWhatWasExpected() throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            byte[] page = "<html>It works!</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        web.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + web.getAddress().getPort());
            ProgramRun ask = run(address, collection, folder.resolve("index"), "ask", "--json", "科幻片");
            assertThat(ask.code()).isEqualTo(ExitCodes.UNAVAILABLE);
            assertThat(ask.err()).contains("heartbeat", "check the address");
            assertThat(ask.out()).contains("\"success\":false");
        } finally {
            web.stop(0);
        }
    }

    @Test
    void ask_addressOrDatabaseThatIsNone_isAUsageError() {
        assertThat(run(URI.create("ftp://localhost"), collection, folder.resolve("index"), "ask", "科幻片")
                        .code())
                .isEqualTo(ExitCodes.USAGE);
        ProgramRun ask = run("ask", "--chroma-database", "films", "科幻片");
        assertThat(ask.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(ask.err()).contains("TENANT/DATABASE");
    }

    @Test
    void ask_collectionThatAnotherProgramFilled_answersFromItAndWritesNothing() throws Exception {
        fillAsThePythonClientDoes();

        ProgramRun ask = run("ask", "--json", "推荐九十年代的科幻电影");
        assertThat(ask.code()).as(ask.err()).isZero();
        assertThat(ask.err()).contains("another program filled", "3 records");
        JsonNode answer = new ObjectMapper().readTree(ask.out());
        assertThat(answer.path("degraded")).isEmpty();
        assertThat(answer.path("films")).hasSize(1);
        assertThat(answer.path("recommendations").asText()).contains("Twelve Monkeys");

        ProgramRun ingest = run("ingest");
        assertThat(ingest.code()).isEqualTo(ExitCodes.INDEX);
        assertThat(ingest.err()).contains("3 records of another");
        try (ChromaStore store = store()) {
            assertThat(store.count()).isEqualTo(3);
            assertThat(store.isFilledByOther()).isTrue();
        }
    }

    private void fillAsThePythonClientDoes() throws Exception {
        List<String> documents = List.of(
                "Toy Story (1995) is a Animation|Children's|Comedy movie.",
                "Twelve Monkeys (1995) is a Drama|Sci-Fi movie.",
                "Star Wars (1977) is a Action|Adventure|Sci-Fi movie.");
        ObjectMapper json = new ObjectMapper();
        ObjectNode body = json.createObjectNode();
        ArrayNode ids = body.putArray("ids");
        ArrayNode embeddings = body.putArray("embeddings");
        ArrayNode texts = body.putArray("documents");
        ArrayNode metadatas = body.putArray("metadatas");
        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZh()) {
            List<Embedding> vectors = embedder.embed(TextRole.DOCUMENT, documents);
            for (int i = 0; i < documents.size(); i++) {
                String document = documents.get(i);
                ids.add("movie_" + i);
                ArrayNode vector = embeddings.addArray();
                for (float component : vectors.get(i).toArray()) {
                    vector.add(component);
                }
                texts.add(document);
                metadatas
                        .addObject()
                        .put("movie_id", String.valueOf(i))
                        .put("title", document.substring(0, document.indexOf(" is a ")))
                        .put("genres", document.substring(document.indexOf(" is a ") + 6, document.length() - 7));
            }
        }
        String path = "/api/v2/tenants/default_tenant/databases/default_database/collections";
        JsonNode made = post(path, "{\"name\":\"" + collection + "\",\"metadata\":{\"hnsw:space\":\"cosine\"}}");
        post(path + "/" + made.path("id").asText() + "/add", body.toString());
    }

    private static JsonNode post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isLessThan(300);
        return new ObjectMapper().readTree(response.body());
    }
}
