package io.movieai.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.movieai.app.http.HttpClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecommendApiTest {
    private HttpService service = HttpService.start(HttpSettings.local(), TestBackend.template());
    private HttpClient client = new HttpClient(service.port());

    @BeforeAll
    void listensOnThisMachineAlone() {
        assertThat(service.url()).isEqualTo("http://127.0.0.1:" + service.port() + "/");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private static List<String> texts(JsonNode array, String member) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> element.path(member).asText())
                .toList();
    }

    @Test
    void recommend_query_isThePlansAnswer() throws IOException {
        Answer answer = client.post("/api/recommend", "{\"query\": \"推荐一部九十年代的科幻电影\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
        JsonNode json = answer.json();
        assertThat(json.path("success").booleanValue()).isTrue();
        assertThat(json.path("query").textValue()).isEqualTo("推荐一部九十年代的科幻电影");
        assertThat(json.path("recommendations").textValue()).contains("《黑客帝国》");
        assertThat(json.path("context")).hasSize(3);
        for (JsonNode context : json.path("context")) {
            assertThat(context.path("document").isTextual()).isTrue();
            assertThat(context.path("similarity").isNumber()).isTrue();
            JsonNode metadata = context.path("metadata");
            assertThat(metadata.path("movie_id").isTextual()).isTrue();
            assertThat(metadata.path("title").isTextual()).isTrue();
            assertThat(metadata.path("genres").textValue()).contains("Sci-Fi");
            assertThat(metadata.path("rating").doubleValue()).isEqualTo(4.12);
        }
        assertThat(json.has("raw_response")).isFalse();
        assertThat(json.has("conversation_id")).isFalse();
    }

    @Test
    void recommend_withOptions_followsThem() throws IOException {
        Answer answer = client.post(
                "/api/recommend",
                "{\"query\": \"科幻片\", \"top_k\": 2, \"exclude\": [\"1\", 2], \"user_id\": 7, \"temperature\": 0.5,"
                        + " \"max_tokens\": 100, \"liked\": [\"5\"], \"diversity\": 0.5, \"raw_response\": true,"
                        + " \"colour\": \"blue\"}");

        JsonNode json = answer.json();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(texts(json.path("films"), "movie_id"))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(2)
                .doesNotContain("1", "2");
        JsonNode raw = json.path("raw_response");
        assertThat(raw.path("ids").get(0)).hasSameSizeAs(json.path("films"));
        assertThat(raw.path("documents").get(0).get(0))
                .isEqualTo(json.path("context").get(0).path("document"));
        assertThat(raw.path("metadatas").get(0).get(0))
                .isEqualTo(json.path("context").get(0).path("metadata"));
        assertThat(1 - raw.path("distances").get(0).get(0).doubleValue())
                .isCloseTo(
                        json.path("context").get(0).path("similarity").doubleValue(),
                        org.assertj.core.data.Offset.offset(1e-9));
        assertThat(json.path("ignored").get(0).asText()).isEqualTo("colour");
    }

    @Test
    void recommend_understood_namesConditionsAndTheirWords() throws IOException {
        JsonNode json =
                client.post("/api/recommend", "{\"query\": \"九十年代的科幻片，不要恐怖\"}").json();

        assertThat(texts(json.path("understood"), "key"))
                .containsExactlyInAnyOrder("years:1990-1999", "genre:Sci-Fi", "not-genre:Horror");
        for (JsonNode understood : json.path("understood")) {
            int start = understood.path("start").intValue();
            int end = understood.path("end").intValue();
            assertThat(understood.path("text").textValue())
                    .isEqualTo(json.path("read_as").textValue().substring(start, end));
            assertThat(understood.path("label").textValue()).isNotBlank();
            assertThat(understood.path("excluded").booleanValue())
                    .isEqualTo(understood.path("key").textValue().startsWith("not-"));
        }
    }

    @Test
    void recommend_withoutACondition_goesByTheOthers() throws IOException {
        JsonNode with =
                client.post("/api/recommend", "{\"query\": \"九十年代的科幻片\"}").json();
        JsonNode without = client.post(
                        "/api/recommend", "{\"query\": \"九十年代的科幻片\", \"without\": [\"years:1990-1999\"]}")
                .json();

        assertThat(texts(with.path("films"), "movie_id")).doesNotContain("2");
        assertThat(texts(without.path("films"), "movie_id")).contains("2");
        assertThat(texts(without.path("understood"), "key")).containsExactly("genre:Sci-Fi");
    }

    @Test
    void recommend_withoutTheTitle_isNoLongerForFilmsLikeIt() throws IOException {
        JsonNode with =
                client.post("/api/recommend", "{\"query\": \"和《异形》差不多的科幻片\"}").json();
        assertThat(texts(with.path("understood"), "key")).contains("title:2");
        assertThat(with.path("intent").textValue()).isEqualTo("similar");

        JsonNode without = client.post("/api/recommend", "{\"query\": \"和《异形》差不多的科幻片\", \"without\": [\"title:2\"]}")
                .json();
        assertThat(texts(without.path("understood"), "key")).containsExactly("genre:Sci-Fi");
        assertThat(without.path("intent").textValue()).isEqualTo("find");
        assertThat(without.path("films")).isNotEmpty();
    }

    @Test
    void recommend_offTopic_isRefusedAndAnswered() throws IOException {
        JsonNode json =
                client.post("/api/recommend", "{\"query\": \"今天北京天气怎么样\"}").json();

        assertThat(json.path("success").booleanValue()).isTrue();
        assertThat(json.path("refused").booleanValue()).isTrue();
        assertThat(json.path("films")).isEmpty();
    }

    @Test
    void recommend_withoutQuery_isThePlansError() throws IOException {
        for (String body : new String[] {"{}", "{\"text\": \"科幻片\"}", "[]", "null", ""}) {
            Answer answer = client.post("/api/recommend", body);

            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().path("success").isBoolean()).isTrue();
            assertThat(answer.json().path("success").booleanValue()).isFalse();
            assertThat(answer.json().path("error").textValue()).isEqualTo("Missing query parameter");
            assertThat(answer.json().path("code").textValue()).isEqualTo("missing_query");
        }
    }

    @Test
    void unknownPath_isThePlans404() throws IOException {
        Answer answer = client.get("/api/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("success").booleanValue()).isFalse();
        assertThat(answer.json().path("error").textValue()).isEqualTo("Endpoint not found");
        assertThat(answer.json().path("code").textValue()).isEqualTo("not_found");
    }

    @Test
    void anotherMethod_is405() throws IOException {
        Answer answer = client.get("/api/recommend");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.json().path("code").textValue()).isEqualTo("method_not_allowed");
    }

    @Test
    void health_isThePlans() throws IOException {
        JsonNode json = client.get("/health").json();

        assertThat(json.path("status").textValue()).isEqualTo("healthy");
        assertThat(json.path("collection").path("name").textValue()).isEqualTo("movies");
        assertThat(json.path("collection").path("count").longValue()).isEqualTo(5);
        assertThat(json.path("collection").path("dimension").intValue()).isEqualTo(128);
        assertThat(json.path("embedding_model").textValue()).isEqualTo("hashing");
        assertThat(json.path("llm_model").textValue()).isEqualTo("template");
        assertThat(json.path("films").intValue()).isEqualTo(5);
        assertThat(json.path("ports").findValuesAsText("name"))
                .containsExactly("Embedder", "VectorStore", "KeywordIndex", "Generator");
        assertThat(json.path("ports").findValuesAsText("ready")).containsOnly("true");

        JsonNode api = client.get("/api/health").json();
        assertThat(api.path("service").textValue()).isEqualTo("Movie AI RAG Service");
        assertThat(api.path("status").textValue()).isEqualTo("running");
        assertThat(api.path("version").isTextual()).isTrue();
        assertThat(client.get("/health/live").json().path("status").textValue()).isEqualTo("live");
        assertThat(client.get("/health/ready").json().path("status").textValue())
                .isEqualTo("ready");
    }

    @Test
    void recommend_filmsThatTheTextNames_areCitedByTheirIds() throws IOException {
        JsonNode json =
                client.post("/api/recommend", "{\"query\": \"九十年代的科幻片\"}").json();

        List<String> shown = json.path("films").findValuesAsText("movie_id");
        List<String> cited = new ArrayList<>();
        json.path("cited").forEach(id -> cited.add(id.textValue()));
        assertThat(cited).isNotEmpty().isSubsetOf(shown);
        assertThat(json.path("recommendations").textValue()).contains("黑客帝国");
        assertThat(cited).contains("1");
    }

    @Test
    void root_withoutAPage_is404OrThePage() throws IOException {
        boolean page = HttpService.class.getResource("/page/index.html") != null;

        assertThat(client.get("/").status()).isEqualTo(page ? 200 : 404);
    }

    @Test
    void chat_followUp_buildsOnWhatWasSaid() throws IOException {
        JsonNode first =
                client.post("/api/chat", "{\"query\": \"科幻片\", \"top_k\": 2}").json();
        String id = first.path("conversation_id").textValue();
        assertThat(id).hasSizeGreaterThanOrEqualTo(22);
        List<String> shown = texts(first.path("films"), "movie_id");

        JsonNode second = client.post("/api/chat", "{\"query\": \"再来几部\", \"conversation_id\": \"" + id + "\"}")
                .json();

        assertThat(second.path("conversation_id").textValue()).isEqualTo(id);
        assertThat(second.path("query").textValue()).isEqualTo("再来几部");
        assertThat(second.path("read_as").textValue()).contains("科幻", "再来几部");
        assertThat(texts(second.path("films"), "movie_id")).isNotEmpty().doesNotContainAnyElementsOf(shown);
        assertThat(client.post("/api/chat", "{\"query\": \"科幻片\"}")
                        .json()
                        .path("conversation_id")
                        .textValue())
                .isNotEqualTo(id);
    }

    @Test
    void chat_unknownConversation_is404() throws IOException {
        Answer answer = client.post("/api/chat", "{\"query\": \"再来几部\", \"conversation_id\": \"no-such\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("code").textValue()).isEqualTo("conversation_not_found");
    }

    @Test
    void stream_query_isFilmsThenTextThenSummary() throws IOException {
        Answer answer = client.post("/api/recommend/stream", "{\"query\": \"九十年代的科幻片\"}");

        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        List<Event> events = Event.parse(answer.body());
        assertThat(events.get(0).name()).isEqualTo("films");
        assertThat(events.get(events.size() - 1).name()).isEqualTo("summary");
        assertThat(events.subList(1, events.size() - 1))
                .isNotEmpty()
                .allMatch(event -> event.name().equals("text"));
        StringBuilder text = new StringBuilder();
        for (Event event : events.subList(1, events.size() - 1)) {
            text.append(event.data().path("text").textValue());
        }
        JsonNode summary = events.get(events.size() - 1).data();
        assertThat(summary.path("recommendations").textValue()).isEqualTo(text.toString());
        assertThat(events.get(0).data().path("films")).isEqualTo(summary.path("films"));
        assertThat(events.get(0).data().path("understood")).isEqualTo(summary.path("understood"));
        JsonNode whole =
                client.post("/api/recommend", "{\"query\": \"九十年代的科幻片\"}").json();
        assertThat(summary.fieldNames()).toIterable().containsExactlyElementsOf(() -> whole.fieldNames());
    }

    @Test
    void chatStream_summary_namesTheConversation() throws IOException {
        List<Event> events = Event.parse(
                client.post("/api/chat/stream", "{\"query\": \"科幻片\"}").body());
        String id = events.get(events.size() - 1).data().path("conversation_id").textValue();

        assertThat(client.post("/api/recommend/stream", "{\"query\": \"再来一部\", \"conversation_id\": \"" + id + "\"}")
                        .status())
                .isEqualTo(200);
    }
}
