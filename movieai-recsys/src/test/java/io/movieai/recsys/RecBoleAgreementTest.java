package io.movieai.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.recsys.dataset.InteractionFilter;
import io.movieai.recsys.dataset.Protocol;
import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.evaluation.FullRanking;
import io.movieai.recsys.evaluation.Metric;
import io.movieai.recsys.evaluation.RankedLists;
import io.movieai.recsys.evaluation.RankingReport;
import io.movieai.recsys.model.Algorithm;
import io.movieai.recsys.model.Ease;
import io.movieai.recsys.model.ItemKnn;
import io.movieai.recsys.model.Popularity;
import io.movieai.recsys.model.TrainingRun;
import io.movieai.recsys.parallel.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** On RecBole's own split of MovieLens 100K. */
class RecBoleAgreementTest {
    @Test
    void protocol_ofTheSplit_countsWhatRecBoleCounts() throws IOException {
        Protocol protocol = Protocol.ofFiles(
                "ml-100k", InteractionFilter.NONE, List.of("train", "valid", "test"), MovieLens100k.split());

        assertThat(protocol.train()).isEqualTo(80_808);
        assertThat(protocol.valid()).isEqualTo(9_596);
        assertThat(protocol.test()).isEqualTo(9_596);
        assertThat(protocol.users()).isEqualTo(943);
        assertThat(protocol.items()).isEqualTo(1_682);
        assertThat(protocol.testUsers()).isEqualTo(943);
    }

    @Test
    void measure_ofRecBolesLists_givesRecBolesTwelveDecimals() throws IOException {
        Split split = MovieLens100k.split();
        Map<Integer, int[]> lists = new TreeMap<>();
        Path folder = MovieLens100k.splitFolder();
        for (String line : Files.readAllLines(folder.resolve("recbole-lightgcn-top20.tsv"))) {
            String[] fields = line.split("\t", -1);
            int[] items = Arrays.stream(fields[1].split(" ", -1))
                    .mapToInt(split.train().items()::find)
                    .toArray();
            lists.put(split.train().users().find(fields[0]), items);
        }
        JsonNode expected = new ObjectMapper()
                .readTree(folder.resolve("recbole-lightgcn-metrics.json").toFile())
                .get("recbole_12_decimals");

        RankingReport report = FullRanking.test(split)
                .measure(
                        new RankedLists(
                                lists.keySet().stream()
                                        .mapToInt(Integer::intValue)
                                        .toArray(),
                                lists.values().toArray(int[][]::new)),
                        new int[] {5, 10, 20});

        assertThat(expected.size()).isEqualTo(15);
        expected.properties()
                .forEach(entry -> assertThat(report.toMap().get(entry.getKey()))
                        .as(entry.getKey())
                        .isCloseTo(entry.getValue().asDouble(), within(1e-12)));
    }

    @Test
    void popularity_onTheTestSet_equalsTrueCounts() throws IOException {
        // Ties decide the third decimal of MRR: over random orders of the tied items it is .2664 to .2677.
        assertMetrics(new Popularity(), 0.0008, 0.1279, 0.1421, 0.2672, 0.5779, 0.1035);
    }

    @Test
    void ease_onTheTestSet_equalsRecBole() throws IOException {
        assertMetrics(Ease.of(250), 0.0005, 0.2805, 0.3295, 0.5277, 0.8197, 0.2206);
    }

    @Test
    void itemKnn_onTheTestSet_isCloseToRecBole() throws IOException {
        assertMetrics(new ItemKnn(100, 0), 0.002, 0.2470, 0.2834, 0.4623, 0.7847, 0.1931);
    }

    private static void assertMetrics(
            Algorithm algorithm, double tolerance, double recall, double ndcg, double mrr, double hit, double precision)
            throws IOException {
        Split split = MovieLens100k.split();
        try (WorkerPool pool = WorkerPool.start(2)) {
            TrainingRun run = algorithm.start(split, 1, pool);
            run.runEpoch();
            RankingReport report = FullRanking.test(split).evaluate(run.model(), new int[] {10}, pool);
            assertThat(report.mean(Metric.RECALL, 10)).isCloseTo(recall, within(tolerance));
            assertThat(report.mean(Metric.NDCG, 10)).isCloseTo(ndcg, within(tolerance));
            assertThat(report.mean(Metric.MRR, 10)).isCloseTo(mrr, within(tolerance));
            assertThat(report.mean(Metric.HIT, 10)).isCloseTo(hit, within(tolerance));
            assertThat(report.mean(Metric.PRECISION, 10)).isCloseTo(precision, within(tolerance));
        }
    }
}
