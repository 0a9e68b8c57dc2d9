package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainAndEvaluateTest extends RecsysCommandLine {
    @Test
    void train_json_isOneObjectWithFiguresAndProtocol() throws IOException {
        Path file = folder.resolve("new/ease.safetensors");

        Outcome trained =
                onData("train", "--model", "ease", "--json", "--ci", "--set", "topk=[5,10]", "--out", file.toString());

        assertThat(trained.code()).as(trained.err()).isZero();
        JsonNode json = trained.json();
        assertThat(json.path("model").asText()).isEqualTo("EASE");
        assertThat(json.path("data").asText()).isEqualTo("camps");
        assertThat(json.path("split").asText()).isEqualTo("RS [0.8, 0.1, 0.1], order RO, group_by user");
        assertThat(json.path("seed").asInt()).isEqualTo(2020);
        assertThat(json.path("epochs").asInt()).isEqualTo(1);
        assertThat(json.path("seconds_per_epoch").asDouble()).isPositive();
        assertThat(json.path("fit_seconds").asDouble()).isPositive();
        assertThat(json.path("users").asInt()).isEqualTo(USERS);
        assertThat(json.path("users_counted").path("test").asInt()).isBetween(1, USERS);
        assertThat(json.path("filters").asText()).isEqualTo("none");
        assertThat(json.path("settings").path("reg_weight").asDouble()).isEqualTo(250);
        for (String metric : new String[] {"recall@5", "recall@10", "ndcg@10", "mrr@10", "hit@10", "precision@10"}) {
            double value = json.path("test").path(metric).asDouble(-1);
            assertThat(value).as(metric).isBetween(0.0, 1.0);
            assertThat(json.path("valid").path(metric).isNumber()).isTrue();
            JsonNode interval = json.path("test_interval").path(metric);
            assertThat(value)
                    .isBetween(interval.path(0).asDouble(), interval.path(1).asDouble());
        }
        assertThat(json.path("test").path("hit@10").asDouble())
                .as("two camps are easy to tell apart")
                .isGreaterThan(0.5);
        assertThat(file).exists();
    }

    @Test
    void evaluate_theFileThatTrainWrote_findsItsSplitAndItsFigures() throws IOException {
        Path file = folder.resolve("knn.safetensors");
        JsonNode trained = onData(
                        "train",
                        "--model",
                        "ItemKNN",
                        "--json",
                        "--set",
                        "k=7",
                        "--set",
                        "seed=5",
                        "--set",
                        "eval_args={split: {RS: [0.6, 0.2, 0.2]}}",
                        "--out",
                        file.toString())
                .json();

        Outcome evaluated = onData("evaluate recsys", "--model", file.toString(), "--json");

        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.json().path("test")).isEqualTo(trained.path("test"));
        assertThat(evaluated.json().path("valid")).isEqualTo(trained.path("valid"));
        assertThat(evaluated.json().path("seed").asInt()).isEqualTo(5);
        assertThat(evaluated.json().path("provenance").path("settings").asText())
                .contains("\"k\":7");
        assertThat(evaluated.json().path("unknown_users").asInt(-1)).isZero();

        Outcome other = onData("evaluate recsys", "--model", file.toString(), "--set", "seed=6");
        assertThat(other.code()).isEqualTo(ExitCodes.INDEX);
        assertThat(other.err()).contains("has not learnt from the test set", "seed 5");
    }

    @Test
    void evaluate_aName_trainsAndPrintsATableWithItsProtocol() {
        Outcome evaluated = onData("evaluate recsys", "--model", "pop");

        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.out())
                .contains(
                        "Pop",
                        "data camps",
                        "filters: none",
                        "seed 2020",
                        "full ranking",
                        "ndcg@10",
                        "item_coverage@10")
                .containsPattern("recall@10 +0\\.\\d{4} +0\\.\\d{4}");
    }

    @Test
    void train_benchmark_readsTheThreeFiles() throws IOException {
        Path split = Files.createDirectory(folder.resolve("split"));
        String[] lines = Files.readAllLines(data.resolve("camps.inter")).toArray(String[]::new);
        for (int part = 0; part < 3; part++) {
            StringBuilder text = new StringBuilder(lines[0]).append('\n');
            for (int line = 1; line < lines.length; line++) {
                if (Math.max(0, line % 5 - 2) == part) {
                    text.append(lines[line]).append('\n');
                }
            }
            Files.writeString(split.resolve("camps." + new String[] {"a", "b", "c"}[part] + ".inter"), text);
        }

        Outcome trained = run("train", "--model", "Pop", "--data", split.toString(), "--benchmark", "a,b,c", "--json");

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.json().path("split").asText()).isEqualTo("files a, b, c");
        JsonNode interactions = trained.json().path("interactions");
        assertThat(interactions.path("train").asInt()
                        + interactions.path("valid").asInt()
                        + interactions.path("test").asInt())
                .isEqualTo(lines.length - 1);
        assertThat(run("train", "--model", "Pop", "--data", split.toString(), "--benchmark", "a,b")
                        .code())
                .isEqualTo(ExitCodes.USAGE);
        Outcome missing = run("train", "--model", "Pop", "--data", split.toString(), "--benchmark", "a,b,d");
        assertThat(missing.code()).isEqualTo(ExitCodes.DATA);
        assertThat(missing.err()).contains("*.d.inter");
    }

    @Test
    void train_settingsFile_isReadAndSetWins() throws IOException {
        Path config = folder.resolve("light.yaml");
        Files.writeString(config, """
                # RecBole's names
                model: LightGCN
                epochs: 2
                learning_rate: 1e-2
                embedding_size: 8
                n_layers: 1
                topk: [3]
                shrink:
                """);

        JsonNode json = onData("train", "--config", config.toString(), "--set", "n_layers=2", "--json")
                .json();

        assertThat(json.path("model").asText()).isEqualTo("LightGCN");
        assertThat(json.path("epochs").asInt()).isEqualTo(2);
        assertThat(json.path("settings").path("learning_rate").asDouble()).isEqualTo(0.01);
        assertThat(json.path("settings").path("n_layers").asInt()).isEqualTo(2);
        assertThat(json.path("test").path("ndcg@3").isNumber()).isTrue();
    }

    @Test
    void train_badSettings_areUsageErrorsThatHelp() throws IOException {
        Outcome unknown = onData("train", "--model", "BPR", "--set", "learning_rat=0.1");
        assertThat(unknown.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(unknown.err()).contains("learning_rat, which is nearest to learning_rate");
        Outcome model = onData("train", "--model", "LigtGCN");
        assertThat(model.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(model.err()).contains("nearest to LightGCN");
        assertThat(onData("evaluate recsys", "--model", "Eaze").err()).contains("no such file", "nearest to EASE");
        assertThat(onData("train").err()).contains("model: expected one of Pop");
        for (String bad :
                new String[] {"epochs=0", "topk=[]", "learning_rate=.nan", "seed=1.5", "epochs=", "a: b: c=1"}) {
            Outcome outcome = onData("train", "--model", "LightGCN", "--set", bad);
            assertThat(outcome.code()).as("%s: %s", bad, outcome.err()).isEqualTo(ExitCodes.USAGE);
            assertThat(outcome.err()).as(bad).contains("found");
        }
        Path config = folder.resolve("bad.yaml");
        for (String text : new String[] {"epochs: [", "just a text", "epochs: 1\nepochs: 2", "!!java.util.Date x: 1"}) {
            Files.writeString(config, text);
            Outcome outcome = onData("train", "--model", "LightGCN", "--config", config.toString());
            assertThat(outcome.code()).as("%s: %s", text, outcome.err()).isEqualTo(ExitCodes.USAGE);
            assertThat(outcome.err()).contains("bad.yaml");
        }
        assertThat(onData(
                                "train",
                                "--model",
                                "Pop",
                                "--config",
                                folder.resolve("no.yaml").toString())
                        .code())
                .isEqualTo(ExitCodes.USAGE);
        assertThat(onData("train", "--model", "EASE", "--set", "n_layers=3").err())
                .contains("n_layers has no effect on EASE");
        JsonNode failure = onData("train", "--model", "Nothing", "--json").json();
        assertThat(failure.path("success").asBoolean(true)).isFalse();
        assertThat(failure.path("code").asText()).isEqualTo("usage");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "user_id:token\titem_id:token\trating:float\n",
                "user_id:token\titem_id:token\trating:float\nu1\tf1\t5\n",
                "user_id:token\titem_id:token\trating:float\nu1\tf1\tnan\n",
                "user_id:token\titem_id:token\trating:float\nu1\tf1\n",
                "user_id:token\titem_id:token\trating:float\nu1\tf1\t5\nu1\tf1\t4\nu1\tf2\t4\n",
                "user_id:token\titem_id:token\trating:float\nu1\tf1\t99\n",
                "one\ttwo\n1\t2\n"
            })
    void train_unusableRatings_areDataErrors(String ratings) throws IOException {
        Files.writeString(data.resolve("camps.inter"), ratings);

        Outcome outcome = onData("train", "--model", "EASE");

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCodes.DATA);
        assertThat(outcome.err()).contains("expected", "found");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void train_repeatedRatings_canBeKeptOnce() throws IOException {
        Files.writeString(data.resolve("camps.inter"), ratings(11) + "u0\tf0\t1\t1\nu0\tf0\t2\t1\n");

        assertThat(onData("train", "--model", "Pop").err()).contains("rm_dup_inter=first");
        assertThat(onData("train", "--model", "Pop", "--set", "rm_dup_inter=last")
                        .code())
                .isZero();
    }

    @Test
    void train_oneUser_saysThatNothingCanBeTested() throws IOException {
        Files.writeString(
                data.resolve("camps.inter"),
                "user_id:token\titem_id:token\trating:float\nu1\tf1\t5\nu1\tf2\t4\nu1\tf3\t4\n");

        Outcome trained = onData("train", "--model", "EASE");

        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("no test set");
        Outcome evaluated = onData("evaluate recsys", "--model", "EASE");
        assertThat(evaluated.code()).isEqualTo(ExitCodes.DATA);
        assertThat(evaluated.err()).contains("expected a test set");
    }

    @Test
    void train_dataThatIsNotThere_isADataError() {
        Outcome outcome =
                run("train", "--model", "Pop", "--data", folder.resolve("none").toString());

        assertThat(outcome.code()).isEqualTo(ExitCodes.DATA);
        assertThat(outcome.err()).contains("none", "movieai download");
    }

    @Test
    void train_intoAPlaceThatCannotBeWritten_saysSoBeforeItTrains() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        Outcome below =
                onData("train", "--model", "Pop", "--out", file.resolve("model").toString());
        assertThat(below.code()).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(below.err()).contains("--out");
        Outcome aFolder = onData("train", "--model", "Pop", "--out", folder.toString());
        assertThat(aFolder.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(aFolder.err()).contains("found the folder");
        assertThat(below.out() + aFolder.out()).isEmpty();
    }

    @Test
    @Timeout(120)
    void train_interruptedAndResumed_endsAsWithoutInterruption() throws Exception {
        Path out = folder.resolve("light.safetensors");
        Path checkpoint = folder.resolve("light.safetensors.checkpoint");
        String[] command = {
            "--model",
            "LightGCN",
            "--json",
            "--out",
            out.toString(),
            "--set",
            "epochs=400",
            "--set",
            "stopping_step=400",
            "--set",
            "embedding_size=8"
        };
        Outcome[] interrupted = new Outcome[1];
        Thread worker = new Thread(() -> interrupted[0] = onData("train", command));
        worker.start();
        while (!Files.exists(checkpoint) && worker.isAlive()) {
            worker.join(1);
        }
        worker.interrupt();
        worker.join();

        assertThat(interrupted[0].code()).as("%s", interrupted[0]).isEqualTo(ExitCodes.INTERRUPTED);
        assertThat(interrupted[0].err()).contains(checkpoint.toString(), "--resume");
        assertThat(checkpoint).exists();
        assertThat(out).doesNotExist();
        Outcome again = onData("train", command);
        assertThat(again.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(again.err()).contains("--resume", checkpoint.toString());

        Outcome resumed = onData(
                "train",
                Stream.concat(Stream.of(command), Stream.of("--resume")).toArray(String[]::new));
        Outcome whole = onData("train", command);

        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.json().path("epochs").asInt()).isEqualTo(400);
        assertThat(resumed.json().path("test")).isEqualTo(whole.json().path("test"));
        assertThat(checkpoint).doesNotExist();
    }
}
