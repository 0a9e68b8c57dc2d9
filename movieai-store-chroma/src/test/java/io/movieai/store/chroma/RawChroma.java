package io.movieai.store.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Plain requests to API v2, as other programs make them. */
final class RawChroma {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI collections;

    RawChroma(URI server) {
        collections = server.resolve("/api/v2/tenants/default_tenant/databases/default_database/collections");
    }

    /** Makes a request with a path after {@code collections}, and returns the answer's JSON. */
    JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(collections + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** Makes a collection and returns its id. */
    String create(String name, String metadata) throws IOException, InterruptedException {
        return call("POST", "", "{\"name\":\"" + name + "\",\"metadata\":" + metadata + "}")
                .path("id")
                .asText();
    }
}
