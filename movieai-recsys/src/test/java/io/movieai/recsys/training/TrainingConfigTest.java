package io.movieai.recsys.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.recsys.dataset.SplitSettings;
import io.movieai.recsys.dataset.SplitSettings.Grouping;
import io.movieai.recsys.dataset.SplitSettings.Order;
import io.movieai.recsys.dataset.SplitSettings.Ratio;
import io.movieai.recsys.evaluation.Metric;
import io.movieai.recsys.model.Ease;
import io.movieai.recsys.model.LightGcn;
import io.movieai.recsys.model.PairwiseSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingConfigTest {
    @ParameterizedTest
    @ValueSource(strings = {"Pop", "ItemKNN", "EASE", "BPR", "LightGCN", "NeuMF", "iALS", "Blend"})
    void ofRecBole_aModelAlone_hasRecBolesDefaults(String model) {
        TrainingConfig config = TrainingConfig.ofRecBole(Map.of("model", model));

        assertThat(config.algorithm().name()).isEqualTo(model);
        assertThat(config.seed()).isEqualTo(2020);
        assertThat(config.topk()).containsExactly(10);
        assertThat(config.split()).isEqualTo(SplitSettings.DEFAULT);
    }

    @Test
    void ofRecBole_everySetting_arrives() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("model", "lightgcn");
        settings.put("epochs", 12);
        settings.put("train_batch_size", 512);
        settings.put("learning_rate", 0.002);
        settings.put("embedding_size", 32);
        settings.put("n_layers", 3);
        settings.put("reg_weight", "1e-4");
        settings.put("stopping_step", 5);
        settings.put("eval_step", 2);
        settings.put("valid_metric", "Recall@20");
        settings.put("topk", List.of(5, 20));
        settings.put("seed", 7);
        settings.put(
                "eval_args",
                Map.of(
                        "split",
                        Map.of("RS", List.of(0.6, 0.2, 0.2)),
                        "order",
                        "TO",
                        "group_by",
                        "none",
                        "mode",
                        "full"));

        TrainingConfig config = TrainingConfig.ofRecBole(settings);

        assertThat(config)
                .isEqualTo(new TrainingConfig(
                        new LightGcn(new PairwiseSettings(32, 3, 0.002, 1e-4, 512)),
                        new StoppingRule(12, 5, 2, Metric.RECALL, 20),
                        List.of(5, 20),
                        7,
                        new SplitSettings(new Ratio(0.6, 0.2, 0.2), Order.TIME, Grouping.NONE)));
    }

    @Test
    void ofRecBole_easesRegularisation_isItsOwn() {
        assertThat(TrainingConfig.ofRecBole(Map.of("model", "EASE", "reg_weight", 100))
                        .algorithm())
                .isEqualTo(Ease.of(100));
    }

    @Test
    void ofRecBole_anUnknownName_isAnErrorThatNamesIt() {
        assertThatThrownBy(() -> TrainingConfig.ofRecBole(Map.of("model", "EASE", "learning_rat", 0.1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("learning_rat")
                .hasMessageContaining("learning_rate");
        assertThatThrownBy(
                        () -> TrainingConfig.ofRecBole(Map.of("model", "EASE", "eval_args", Map.of("ordering", "RO"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ordering");
    }

    @Test
    void ofRecBole_badValues_areErrorsThatNameThem() {
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("model", "SVD++"),
                Map.of("model", "BPR", "epochs", 1.5),
                Map.of("model", "BPR", "learning_rate", "fast"),
                Map.of("model", "BPR", "learning_rate", -1),
                Map.of("model", "BPR", "topk", List.of(0)),
                Map.of("model", "BPR", "valid_metric", "NDCG"),
                Map.of("model", "BPR", "eval_args", Map.of("mode", "uni100")),
                Map.of("model", "NeuMF", "mlp_hidden_size", "128"))) {
            assertThatThrownBy(() -> TrainingConfig.ofRecBole(bad))
                    .as(bad.toString())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found");
        }
    }
}
