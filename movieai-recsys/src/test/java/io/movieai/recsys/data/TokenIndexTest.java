package io.movieai.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenIndexTest {
    @Test
    void add_newTokens_areNumberedInTheirOrder() {
        TokenIndex index = new TokenIndex();

        assertThat(index.add("用户")).isZero();
        assertThat(index.add("b")).isEqualTo(1);
        assertThat(index.add("用户")).isZero();
        assertThat(index.add("")).isEqualTo(2);

        assertThat(index.size()).isEqualTo(3);
        assertThat(index.token(0)).isEqualTo("用户");
        assertThat(index.token(2)).isEmpty();
        assertThat(index.find("b")).isEqualTo(1);
        assertThat(index.find("c")).isEqualTo(-1);
    }

    @Test
    void token_unknownNumber_throws() {
        TokenIndex index = new TokenIndex();
        index.add("a");

        assertThatThrownBy(() -> index.token(1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("number: expected 0 to 0, found 1");
        assertThatThrownBy(() -> index.token(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void add_manyTokens_agreesWithAMap() {
        long seed = 4711;
        Random random = new Random(seed);
        TokenIndex index = new TokenIndex();
        Map<String, Integer> expected = new LinkedHashMap<>();
        for (int i = 0; i < 200_000; i++) {
            String token = switch (random.nextInt(3)) {
                case 0 -> Integer.toString(random.nextInt(60_000));
                case 1 -> "é" + random.nextInt(1_000) + "\0".repeat(random.nextInt(3));
                default -> Long.toString(random.nextLong(), 36);
            };
            expected.putIfAbsent(token, expected.size());
            assertThat(index.add(token)).as("%s, seed %d", token, seed).isEqualTo(expected.get(token));
        }
        assertThat(index.size()).isEqualTo(expected.size());
        expected.forEach((token, number) -> {
            assertThat(index.token(number)).isEqualTo(token);
            assertThat(index.find(token)).isEqualTo(number);
        });
    }
}
