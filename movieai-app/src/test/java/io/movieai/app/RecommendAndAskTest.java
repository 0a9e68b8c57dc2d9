package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecommendAndAskTest extends RecsysCommandLine {
    @Test
    void recommend_aUser_getsNewFilmsOfTheirCampAndTheModelIsKept() throws IOException {
        Outcome first = indexed("recommend", "--user", "u4", "--top-k", "3", "--json");
        Outcome second = indexed("recommend", "--user", "u4", "--top-k", "3", "--json");

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("Trained EASE on all");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).isEqualTo(first.out());
        JsonNode json = first.json();
        assertThat(json.path("basis").asText()).isEqualTo("user");
        assertThat(json.path("recommendations")).hasSize(3);
        String rated = ratings(11);
        for (JsonNode film : json.path("recommendations")) {
            String id = film.path("movie_id").asText();
            assertThat(Integer.parseInt(id.substring(1)) % 2)
                    .as("camp of %s", id)
                    .isZero();
            assertThat(rated).doesNotContain("u4\t" + id + "\t");
            assertThat(film.path("title").asText()).isEqualTo("Film " + id.substring(1));
            for (JsonNode liked : film.path("because")) {
                assertThat(rated).contains("u4\t" + liked.asText() + "\t5");
            }
        }
    }

    @Test
    void recommend_aStranger_getsPopularFilmsUnlessTheyLikeSome() throws IOException {
        Outcome stranger = indexed("recommend", "--user", "nobody", "--top-k", "3");
        assertThat(stranger.code()).isZero();
        assertThat(stranger.out()).contains("Nothing is known of user nobody", "popular");

        JsonNode liked = indexed("recommend", "--liked", "f1,f3,f5", "--top-k", "4", "--json")
                .json();
        assertThat(liked.path("basis").asText()).isEqualTo("liked_items");
        assertThat(texts(liked.path("recommendations"), "movie_id"))
                .allMatch(id -> Integer.parseInt(id.substring(1)) % 2 == 1)
                .doesNotContain("f1", "f3", "f5");

        Outcome unknown = indexed("recommend", "--liked", "f1,zzz");
        assertThat(unknown.err()).contains("does not know zzz");
        assertThat(indexed("recommend").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(indexed("recommend", "--user", "u1", "--top-k", "0").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(indexed("recommend", "--user", " ").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run("recommend", "--user", "u1").err()).contains("--data with ratings");
        Outcome slow = indexed("recommend", "--user", "u1", "--model", "LightGCN");
        assertThat(slow.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(slow.err()).contains("movieai train --model LightGCN");
    }

    @Test
    void recommend_aKeptModelThatIsStaleOrBroken_isTrainedAgain() throws IOException {
        indexed("recommend", "--user", "u4");
        Path kept = index.resolve("taste-EASE.safetensors");
        byte[] whole = Files.readAllBytes(kept);
        Files.write(kept, Arrays.copyOf(whole, whole.length / 2));

        Outcome broken = indexed("recommend", "--user", "u4");
        assertThat(broken.code()).as(broken.err()).isZero();
        assertThat(broken.err()).contains("cannot be used and is trained again", "Trained EASE");

        Files.writeString(data.resolve("camps.inter"), ratings(11) + "newcomer\tf0\t5\t1\n");
        Outcome stale = indexed("recommend", "--user", "newcomer", "--json");
        assertThat(stale.err()).contains("The data has changed", "Trained EASE");
        assertThat(stale.json().path("basis").asText()).isEqualTo("user");
        assertThat(index).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void recommend_modelFilesThatAreWrong_areRefused() throws IOException {
        Path file = folder.resolve("model.safetensors");
        onData("train", "--model", "Pop", "--out", file.toString());
        byte[] whole = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(whole, whole.length - 5));
        Path foreign =
                Files.writeString(folder.resolve("foreign.safetensors"), "not a model, but long enough to be read");
        for (Path wrong : new Path[] {cut, foreign}) {
            for (String command : new String[] {"recommend --user u1", "ask --user u1 科幻片", "evaluate recsys"}) {
                Outcome outcome = onData(command, "--model", wrong.toString());
                assertThat(outcome.code()).as("%s: %s", command, outcome.err()).isEqualTo(ExitCodes.INDEX);
                assertThat(outcome.err()).contains(wrong.getFileName().toString());
            }
        }
        Outcome json = onData("recommend", "--user", "u1", "--json", "--model", cut.toString());
        assertThat(json.json().path("code").asText()).isEqualTo("incompatible_model");

        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("other.item"), "item_id:token\tmovie_title:token_seq\nx1\tOne\nx2\tTwo\n");
        Outcome strangers = run(
                "recommend",
                "--data",
                other.toString(),
                "--user",
                "u1",
                "--store",
                "memory",
                "--model",
                file.toString());
        assertThat(strangers.code()).isEqualTo(ExitCodes.INDEX);
        assertThat(strangers.err()).contains("knows none of the 2");
        Files.writeString(other.resolve("other.item"), "item_id:token\tmovie_title:token_seq\nx1\tOne\nf2\tTwo\n");
        Outcome older = run(
                "recommend",
                "--data",
                other.toString(),
                "--user",
                "u1",
                "--store",
                "memory",
                "--model",
                file.toString());
        assertThat(older.code()).isZero();
        assertThat(older.err()).contains("does not know 1 of 2 films");
    }

    @Test
    void ask_aUser_isAnsweredFromTheModelAlone() throws IOException {
        JsonNode answer = indexed("ask", "--user", "u4", "--top-k", "3", "--json", "推荐几部我会喜欢的")
                .json();

        String rated = ratings(11);
        assertThat(answer.path("films")).hasSize(3);
        assertThat(answer.path("degraded")).isEmpty();
        for (JsonNode film : answer.path("films")) {
            String id = film.path("movie_id").asText();
            assertThat(Integer.parseInt(id.substring(1)) % 2)
                    .as("camp of %s", id)
                    .isZero();
            assertThat(rated).doesNotContain("u4\t" + id + "\t");
            assertThat(texts(film.path("score").path("parts"), "source")).containsExactly("taste");
            assertThat(film.path("score").path("taste").asDouble())
                    .isEqualTo(film.path("score").path("total").asDouble())
                    .isPositive();
            assertThat(film.path("score").path("request").asDouble(-1)).isZero();
            assertThat(film.path("reason").asText()).contains("因为你喜欢《Film ");
        }
        assertThat(indexed("ask", "--user", "u4", "something I would like").out())
                .contains("because you liked Film ");
    }

    @Test
    void ask_aUserWithWishes_saysWhatIsTasteAndWhatIsTheRequest() throws IOException {
        Outcome asked = indexed("ask", "--user", "u4", "--top-k", "10", "--json", "科幻片");

        String rated = ratings(11);
        JsonNode films = asked.json().path("films");
        assertThat(films).isNotEmpty();
        for (JsonNode film : films) {
            assertThat(rated).doesNotContain("u4\t" + film.path("movie_id").asText() + "\t");
        }
        JsonNode score = films.get(0).path("score");
        assertThat(score.path("taste").asDouble()).isPositive();
        assertThat(score.path("request").asDouble()).isPositive();
        assertThat(score.path("taste").asDouble() + score.path("request").asDouble())
                .isCloseTo(score.path("total").asDouble(), within(1e-9));
        assertThat(films.get(0).path("reason").asText()).contains("符合：科幻片", "因为你喜欢");
    }

    @Test
    void ask_aStranger_isToldThatTheFilmsArePopular() throws IOException {
        JsonNode answer =
                indexed("ask", "--user", "nobody", "--json", "推荐几部我会喜欢的").json();

        assertThat(answer.path("recommendations").asText()).startsWith("还不了解你的口味");
        assertThat(answer.path("degraded").get(0).path("fallback").asText()).isEqualTo("without_taste");
        for (JsonNode film : answer.path("films")) {
            assertThat(texts(film.path("score").path("parts"), "source")).containsExactly("popular");
            assertThat(film.path("score").path("taste").asDouble(-1)).isZero();
        }
        JsonNode liked =
                indexed("ask", "--liked", "f1,f3,f5", "--json", "推荐几部我会喜欢的").json();
        assertThat(liked.path("degraded")).isEmpty();
        assertThat(texts(liked.path("films"), "movie_id"))
                .allMatch(id -> Integer.parseInt(id.substring(1)) % 2 == 1)
                .doesNotContain("f1", "f3", "f5");
    }

    @Test
    void ask_withAModelFile_usesIt() throws IOException {
        Path file = folder.resolve("ials.safetensors");
        onData("train", "--model", "iALS", "--set", "embedding_size=4", "--out", file.toString());

        Outcome asked = indexed("ask", "--user", "u5", "--model", file.toString(), "--json", "推荐几部我会喜欢的");

        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(texts(asked.json().path("films"), "movie_id"))
                .filteredOn(id -> Integer.parseInt(id.substring(1)) % 2 == 1)
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(Files.exists(index.resolve("taste-EASE.safetensors"))).isFalse();
    }

    @Test
    void ask_aUserWithoutRatings_saysWhatIsMissing() throws IOException {
        Files.delete(data.resolve("camps.inter"));

        Outcome asked = indexed("ask", "--user", "u1", "科幻片");

        assertThat(asked.code()).isEqualTo(ExitCodes.DATA);
        assertThat(asked.err()).contains("NAME.inter");
        assertThat(indexed("ask", "科幻片").code()).isZero();
    }
}
