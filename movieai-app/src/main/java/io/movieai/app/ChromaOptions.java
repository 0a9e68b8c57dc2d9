package io.movieai.app;

import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.chroma.ChromaStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the Chroma server of {@code --store chroma} is reached. The environment says what the command line does not. */
final class ChromaOptions {
    private static final Duration PATIENT_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration QUICK_TIMEOUT = Duration.ofSeconds(5);

    /** Who asks for a film waits no longer for vectors; then words have to do. */
    private static final Duration SEARCH_TIMEOUT = Duration.ofSeconds(3);

    /** About a quarter of a minute of delays: a server that is started again in the meantime is waited for. */
    private static final int PATIENT_RETRIES = 8;

    private static final int QUICK_RETRIES = 1;

    /** Longest part of a collection's name that comes from a folder's name; before 1.0 names have at most 63 characters. */
    private static final int LONGEST_LABEL = 20;

    @Option(
            names = "--chroma",
            paramLabel = "URL",
            defaultValue = "http://${env:CHROMA_HOST:-localhost}:${env:CHROMA_PORT:-8000}",
            descriptionKey = "chroma")
    private String server = "";

    @Option(
            names = "--chroma-database",
            paramLabel = "TENANT/DATABASE",
            defaultValue = "${env:CHROMA_TENANT:-default_tenant}/${env:CHROMA_DATABASE:-default_database}",
            descriptionKey = "chroma-database")
    private String database = "";

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            defaultValue = "${env:CHROMA_COLLECTION}",
            descriptionKey = "collection")
    private @Nullable String collection;

    /** Returns the collection to use: the one that is named, else one for each source of films and model. */
    String collection(FilmSource source, EmbeddingModel model) {
        if (collection != null && !collection.isBlank()) {
            return collection;
        }
        String label = source.label().replaceAll("[^a-zA-Z0-9._-]", "-");
        CRC32 crc = new CRC32();
        crc.update(source.name().getBytes(StandardCharsets.UTF_8));
        return "movieai-" + label.substring(0, Math.min(LONGEST_LABEL, label.length())) + "-"
                + Long.toHexString(crc.getValue()) + "-" + model;
    }

    /** Returns what tells the collection from all others, to be written down; holds no secret. */
    String place(FilmSource source, EmbeddingModel model) {
        return "chroma " + server + " " + database + " " + collection(source, model);
    }

    /**
     * Returns how to reach the collection.
     *
     * @param token what the server knows the program by, if it wants that
     * @param patient whether to wait for a server that is away for some seconds, as one does who has much to write
     * @throws IllegalArgumentException if the address or the database is none
     */
    ChromaStore.Builder builder(
            FilmSource source, EmbeddingModel model, EmbeddingSpace space, Optional<String> token, boolean patient) {
        URI uri;
        try {
            uri = new URI(server);
        } catch (URISyntaxException e) {
            // The address may hold credentials, so the message does not show it.
            throw new IllegalArgumentException(
                    "--chroma: expected an address like http://localhost:8000, found another");
        }
        String[] parts = database.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("--chroma-database: expected TENANT/DATABASE, found " + database);
        }
        Map<String, String> headers = token.map(ChromaOptions::headers).orElse(Map.of());
        return ChromaStore.builder(uri, collection(source, model), space)
                .database(parts[0], parts[1])
                .headers(() -> headers)
                .timeout(patient ? PATIENT_TIMEOUT : QUICK_TIMEOUT)
                .searchTimeout(SEARCH_TIMEOUT)
                .retries(patient ? PATIENT_RETRIES : QUICK_RETRIES);
    }

    /** The token goes into both headers that Chroma servers read it from; it is no option, for those can be seen by others. */
    private static Map<String, String> headers(String token) {
        return Map.of("Authorization", "Bearer " + token, "X-Chroma-Token", token);
    }
}
