package io.movieai.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.Films;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroundingTest {
    private final List<String> passed = new ArrayList<>();
    private final Grounding grounding = new Grounding(List.of(Films.MATRIX), List.of(Films.ALIEN), passed::add);

    private String run(String text, int pieceLength) {
        for (int i = 0; i < text.length(); i += pieceLength) {
            grounding.accept(text.substring(i, Math.min(text.length(), i + pieceLength)));
        }
        grounding.finish();
        return String.join("", passed);
    }

    @Test
    void accept_titlesThatWereGiven_passInEveryName() {
        String text = "推荐《黑客帝国》。也叫《The Matrix》或《骇客任务》，和《异形》不同！";

        assertThat(run(text, 1)).isEqualTo(text);
        assertThat(grounding.cut()).isZero();
        assertThat(grounding.text()).isEqualTo(text);
    }

    @Test
    void accept_aTitleThatWasNotGiven_cutsItsSentence() {
        assertThat(run("推荐《黑客帝国》。还有《泰坦尼克号》也好看。祝观影愉快。", 3)).isEqualTo("推荐《黑客帝国》。祝观影愉快。");
        assertThat(grounding.cut()).isEqualTo(1);
    }

    @Test
    void accept_aTitleWithASentenceEndInside_isOneTitle() {
        assertThat(run("看《谁？》吧。好。", 1)).isEqualTo("好。");
    }

    @Test
    void accept_aTitleThatIsNeverClosed_isCut() {
        assertThat(run("看《泰坦尼克号吧，很好\n下一行。", 4)).isEqualTo("下一行。");
        assertThat(grounding.cut()).isEqualTo(1);
    }

    @Test
    void accept_aTextThatNeverEnds_isReleasedInPieces() {
        assertThat(run("长".repeat(10_000), 100)).hasSize(10_000);
        assertThat(passed).hasSizeGreaterThan(3);
    }

    @Test
    void accept_sentences_areReleasedAsTheyAreComplete() {
        grounding.accept("第一句。第二");

        assertThat(passed).containsExactly("第一句。");
    }
}
