package io.movieai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.recommend.ItemId;
import io.movieai.recommend.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendRequestTest {
    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101, 1_000_000_000})
    void build_topKOutOfRange_saysBothValues(int topK) {
        assertThatThrownBy(() -> RecommendRequest.builder("科幻").topK(topK).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topK: expected 1 to 100, found " + topK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t　"})
    void of_blankQuery_saysWhatIsExpected(String query) {
        assertThatThrownBy(() -> RecommendRequest.of(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("query: expected what to look for");
    }

    @Test
    void of_queryThatIsTooLong_saysBothLengths() {
        assertThatThrownBy(() -> RecommendRequest.of("a".repeat(1 << 20)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("query: expected at most 10000 characters, found 1048576");
    }

    @Test
    void build_everything_isKept() {
        RecommendRequest request = RecommendRequest.builder("科幻")
                .topK(3)
                .user(UserId.of("u"))
                .liked(List.of(ItemId.of("1")))
                .exclude(List.of(ItemId.of("2")))
                .diversity(0.4)
                .temperature(0.2)
                .maxTokens(10)
                .timeout(Duration.ofSeconds(20))
                .build();

        assertThat(request.topK()).hasValue(3);
        assertThat(request.user()).contains(UserId.of("u"));
        assertThat(request.liked()).containsExactly(ItemId.of("1"));
        assertThat(request.exclude()).containsExactly(ItemId.of("2"));
        assertThat(request.diversity()).isEqualTo(0.4);
        assertThat(request.temperature()).hasValue(0.2);
        assertThat(request.maxTokens()).hasValue(10);
        assertThat(request.timeout()).contains(Duration.ofSeconds(20));
    }

    @Test
    void builder_whatARequestCannotHave_isRefusedAtOnce() {
        RecommendRequest.Builder builder = RecommendRequest.builder("科幻");

        assertThatThrownBy(() -> RecommendRequest.builder(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.topK(-5)).hasMessage("topK: expected 1 to 100, found -5");
        assertThatThrownBy(() -> builder.diversity(7)).hasMessage("diversity: expected 0 to 1, found 7.0");
        assertThatThrownBy(() -> builder.diversity(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.temperature(-0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxTokens(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThat(builder.build()).as("after refused values").isEqualTo(RecommendRequest.of("科幻"));
    }

    @Test
    @SuppressWarnings("NullAway")
    void builder_null_isRefusedAtOnce() {
        RecommendRequest.Builder builder = RecommendRequest.builder("科幻");

        assertThatNullPointerException().isThrownBy(() -> RecommendRequest.builder(null));
        assertThatNullPointerException().isThrownBy(() -> builder.liked(null));
        assertThatNullPointerException().isThrownBy(() -> builder.exclude(null));
        assertThatNullPointerException().isThrownBy(() -> builder.user(null));
        assertThatNullPointerException().isThrownBy(() -> builder.timeout(null));
    }

    @Test
    void builder_listChangedAfterwards_keepsWhatItWasGiven() {
        List<ItemId> liked = new ArrayList<>(List.of(ItemId.of("1")));
        RecommendRequest.Builder builder = RecommendRequest.builder("科幻").liked(liked);

        liked.set(0, ItemId.of("2"));

        assertThat(builder.build().liked()).containsExactly(ItemId.of("1"));
    }

    @Test
    void build_samplingOutOfRange_isRejected() {
        assertThatThrownBy(() -> RecommendRequest.builder("科幻").temperature(2.1).build())
                .hasMessage("temperature: expected 0 to 2, found 2.1");
        assertThatThrownBy(() -> RecommendRequest.builder("科幻").maxTokens(0).build())
                .hasMessage("maxTokens: expected at least 1, found 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT1H0.001S"})
    void build_timeoutOutOfRange_isRejected(String timeout) {
        assertThatThrownBy(() -> RecommendRequest.builder("科幻")
                        .timeout(Duration.parse(timeout))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout: expected above 0 and at most PT1H, found " + timeout);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void build_diversityOutOfRange_isRejected(double diversity) {
        assertThatThrownBy(() ->
                        RecommendRequest.builder("科幻").diversity(diversity).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("diversity: expected 0 to 1, found " + diversity);
    }
}
