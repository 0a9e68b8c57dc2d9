package io.movieai.recsys.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.movieai.recsys.dataset.DuplicatePolicy;
import io.movieai.recsys.dataset.InteractionFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecBoleSettingsTest {
    private static RecBoleSettings of(Object... namesAndValues) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int n = 0; n < namesAndValues.length; n += 2) {
            settings.put((String) namesAndValues[n], namesAndValues[n + 1]);
        }
        return RecBoleSettings.of(settings);
    }

    @Test
    void of_filters_areRecBoles() {
        RecBoleSettings settings = of(
                "model", "EASE",
                "val_interval", Map.of("rating", "[3,inf)"),
                "threshold", Map.of("rating", 4),
                "user_inter_num_interval", "[5,inf)",
                "item_inter_num_interval", "(5, inf)",
                "rm_dup_inter", "last",
                "benchmark_filename", List.of("a", "b", "c"));

        assertThat(settings.filter())
                .isEqualTo(InteractionFilter.NONE
                        .withValues(3, Float.POSITIVE_INFINITY)
                        .withLabelThreshold(4)
                        .withCore(5, 6));
        assertThat(settings.duplicates()).isEqualTo(DuplicatePolicy.KEEP_LAST);
        assertThat(settings.benchmark()).containsExactly("a", "b", "c");
        assertThat(of("model", "EASE", "val_interval", Map.of("rating", "(3,5)"))
                        .filter()
                        .minValue())
                .isGreaterThan(3)
                .isLessThan(3.001f);
    }

    @Test
    void of_aModelAlone_rejectsRepetitionsAndFiltersNothing() {
        RecBoleSettings settings = of("model", "pop");

        assertThat(settings.filter()).isEqualTo(InteractionFilter.NONE);
        assertThat(settings.duplicates()).isEqualTo(DuplicatePolicy.REJECT);
        assertThat(settings.benchmark()).isEmpty();
        assertThat(settings.withoutEffect()).isEmpty();
    }

    @Test
    void inForce_hasDefaultsOfThatModelAlone() {
        assertThat(of("model", "ItemKNN", "k", 50).inForce())
                .containsEntry("k", 50)
                .containsEntry("shrink", 0.0)
                .containsEntry("seed", 2020L)
                .doesNotContainKeys("epochs", "learning_rate", "embedding_size");
        assertThat(of("model", "iALS").inForce()).containsEntry("epochs", 10);
        assertThat(of("model", "LightGCN").inForce())
                .containsEntry("epochs", 300)
                .containsEntry("stopping_step", 10)
                .containsEntry("n_layers", 2)
                .containsEntry("reg_weight", 1e-5);
    }

    @Test
    void withoutEffect_namesWhatTheModelDoesNotUse() {
        assertThat(of("model", "EASE", "n_layers", 3, "epochs", 4, "reg_weight", 100)
                        .withoutEffect())
                .containsExactly("epochs", "n_layers");
        assertThat(of("model", "BPR", "epochs", 4).withoutEffect()).isEmpty();
    }

    @Test
    void of_anUnknownNameOrModel_isAnErrorThatNamesTheNearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("model", "EASE", "embeding_size", 3))
                .withMessageContaining("found embeding_size, which is nearest to embedding_size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("model", "BPR", "Learning_Rates", 3))
                .withMessageContaining("nearest to learning_rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("model", "LigthGCN"))
                .withMessageContaining("found LigthGCN, which is nearest to LightGCN");
        assertThatIllegalArgumentException().isThrownBy(() -> of()).withMessageContaining("found none");
    }

    @Test
    void of_badFilters_areErrorsThatNameThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("model", "Pop", "val_interval", Map.of("timestamp", "[3,inf)")))
                .withMessageContaining("timestamp");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("model", "Pop", "val_interval", Map.of("rating", "3 to 5")))
                .withMessageContaining("3 to 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("model", "Pop", "user_inter_num_interval", "[5,10]"))
                .withMessageContaining("[5,10]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("model", "Pop", "rm_dup_inter", "middle"))
                .withMessageContaining("middle");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("model", "Pop", "benchmark_filename", List.of("train", "test")))
                .withMessageContaining("three");
    }
}
