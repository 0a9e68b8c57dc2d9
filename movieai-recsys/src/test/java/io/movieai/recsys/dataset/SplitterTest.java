package io.movieai.recsys.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.recsys.GeneratedInteractions;
import io.movieai.recsys.data.TokenIndex;
import io.movieai.recsys.dataset.SplitSettings.Grouping;
import io.movieai.recsys.dataset.SplitSettings.LeaveOneOut;
import io.movieai.recsys.dataset.SplitSettings.Order;
import io.movieai.recsys.dataset.SplitSettings.Ratio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitterTest {
    private static Interactions rows(int... timesOfUserA) {
        Interactions.Builder builder = Interactions.builder(new TokenIndex(), new TokenIndex());
        for (int n = 0; n < timesOfUserA.length; n++) {
            builder.add("a", "i" + n, 1, timesOfUserA[n]);
        }
        return builder.build(DuplicatePolicy.REJECT);
    }

    private static List<String> items(Interactions part) {
        List<String> items = new ArrayList<>();
        for (int row = 0; row < part.size(); row++) {
            items.add(part.items().token(part.item(row)));
        }
        return items;
    }

    @Test
    void split_byRatioPerUser_takesTheFloorOfEachShare() {
        Interactions interactions = GeneratedInteractions.of(50, 60, 5);
        int[] sizes = new int[interactions.users().size()];
        for (int row = 0; row < interactions.size(); row++) {
            sizes[interactions.user(row)]++;
        }

        Split split = new Splitter(SplitSettings.DEFAULT).split(interactions, 9);

        InteractionMatrix valid = split.valid().toMatrix();
        InteractionMatrix test = split.test().toMatrix();
        for (int u = 0; u < sizes.length; u++) {
            assertThat(valid.rowSize(u)).isEqualTo(sizes[u] / 10);
            assertThat(test.rowSize(u)).isEqualTo(sizes[u] / 10);
        }
        assertThat(split.train().size() + split.valid().size() + split.test().size())
                .isEqualTo(interactions.size());
    }

    @Test
    void split_ofTheSameSeed_isTheSameAndOfAnotherIsNot() {
        Interactions interactions = GeneratedInteractions.of(50, 60, 5);
        Splitter splitter = new Splitter(SplitSettings.DEFAULT);

        assertThat(items(splitter.split(interactions, 1).test()))
                .isEqualTo(items(splitter.split(interactions, 1).test()))
                .isNotEqualTo(items(splitter.split(interactions, 2).test()));
    }

    @Test
    void split_byTime_givesTheNewestToTheTest() {
        SplitSettings settings = new SplitSettings(new Ratio(6, 2, 2), Order.TIME, Grouping.USER);

        Split split = new Splitter(settings).split(rows(50, 10, 40, 20, 30), 1);

        assertThat(items(split.train())).containsExactly("i1", "i3", "i4");
        assertThat(items(split.valid())).containsExactly("i2");
        assertThat(items(split.test())).containsExactly("i0");
    }

    @Test
    void split_leavingOneOut_takesTheLastTwoWhereThereAreThree() {
        SplitSettings settings = new SplitSettings(new LeaveOneOut(true), Order.TIME, Grouping.USER);

        Split three = new Splitter(settings).split(rows(3, 1, 2), 1);
        Split two = new Splitter(settings).split(rows(2, 1), 1);

        assertThat(items(three.test())).containsExactly("i0");
        assertThat(items(three.valid())).containsExactly("i2");
        assertThat(items(two.test())).containsExactly("i0");
        assertThat(items(two.valid())).isEmpty();
        assertThat(settings.describe()).isEqualTo("LS valid_and_test, order TO, group_by user");
    }

    @Test
    void split_ofAllAtOnce_ignoresUsers() {
        SplitSettings settings = new SplitSettings(new Ratio(0.5, 0.25, 0.25), Order.TIME, Grouping.NONE);
        Interactions.Builder builder = Interactions.builder(new TokenIndex(), new TokenIndex());
        builder.add("a", "p", 1, 1).add("a", "q", 1, 2).add("b", "p", 1, 3).add("b", "q", 1, 4);

        Split split = new Splitter(settings).split(builder.build(DuplicatePolicy.REJECT), 1);

        assertThat(split.train().countUsers()).isEqualTo(1);
        assertThat(items(split.valid())).containsExactly("p");
        assertThat(items(split.test())).containsExactly("q");
    }

    @Test
    void split_ofNothing_saysWhatToCheck() {
        Interactions none =
                Interactions.builder(new TokenIndex(), new TokenIndex()).build(DuplicatePolicy.REJECT);

        assertThatThrownBy(() -> new Splitter(SplitSettings.DEFAULT).split(none, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found none");
    }

    @Test
    void split_byTimeWithoutTimes_saysSo() {
        Interactions.Builder builder = Interactions.builder(new TokenIndex(), new TokenIndex());
        builder.add("a", "p", 1, Long.MIN_VALUE).add("a", "q", 1, 5);
        SplitSettings settings = new SplitSettings(new Ratio(1, 0, 1), Order.TIME, Grouping.USER);

        assertThatThrownBy(() -> new Splitter(settings).split(builder.build(DuplicatePolicy.REJECT), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("time");
    }
}
