package io.movieai.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.Films;
import io.movieai.catalog.Genre;
import io.movieai.query.Constraint;
import io.movieai.query.Reading;
import io.movieai.query.Reading.Intent;
import io.movieai.query.Span;
import io.movieai.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateGeneratorTest {
    private final TemplateGenerator generator = new TemplateGenerator();

    private static Reading reading(Language language, Intent intent) {
        return new Reading(
                "科幻",
                language,
                List.of(new Constraint.Genres(new Span(0, 2), Set.of(Genre.SCI_FI), false, Constraint.Strength.STATED)),
                List.of(),
                OptionalInt.empty(),
                "",
                intent,
                List.of(),
                List.of(),
                false);
    }

    private static Prompt prompt(Language language, Intent intent, List<String> notes) {
        AnswerRequest request = AnswerRequest.of(
                reading(language, intent),
                List.of(new ContextFilm(1, Films.MATRIX, "符合：科幻片"), new ContextFilm(2, Films.FARGO, "")));
        return PromptWriter.write(request.withNotes(notes), PromptWriter.DEFAULT_TOKENS);
    }

    @Test
    void generate_inChinese_namesTheFilmsWithReasonsAndSaysThatNoModelWroteIt() {
        String text = generator
                .generate(prompt(Language.CHINESE, Intent.FIND, List.of("放宽了年份。")), piece -> {})
                .text();

        assertThat(text)
                .startsWith("放宽了年份。\n按你的要求（科幻片），推荐 2 部电影：\n")
                .contains("1. 《黑客帝国》（The Matrix，1999）：动作、科幻片，导演拉娜·沃卓斯基，主演基努·里维斯。")
                .contains("程序员发现", "推荐理由：符合：科幻片。", "2. 《Fargo》（1996）：犯罪、剧情片。\n")
                .endsWith("（以上由模板根据片库资料写成，未使用语言模型。）");
    }

    @Test
    void generate_inEnglish_leavesOutAChineseSynopsis() {
        String text = generator
                .generate(prompt(Language.ENGLISH, Intent.FIND, List.of()), piece -> {})
                .text();

        assertThat(text)
                .contains("1. The Matrix (1999): Action, Sci-Fi, directed by Lana Wachowski, with Keanu Reeves.")
                .doesNotContain("程序员")
                .endsWith("no language model was used.)");
    }

    @Test
    void generate_anyPrompt_handsOutExactlyTheText() {
        List<String> pieces = new ArrayList<>();
        Completion completion = generator.generate(prompt(Language.CHINESE, Intent.SIMILAR, List.of()), pieces::add);

        assertThat(String.join("", pieces)).isEqualTo(completion.text());
        assertThat(completion.model()).isEqualTo("template");
        assertThat(completion.usage()).isEqualTo(TokenUsage.NONE);
        assertThat(generator.generate(prompt(Language.CHINESE, Intent.SIMILAR, List.of()), piece -> {}))
                .isEqualTo(completion);
    }
}
