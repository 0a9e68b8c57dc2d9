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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ENGLISH | SIMILAR    | 1 | Here is 1 film in a similar vein:
            ENGLISH | SIMILAR    | 2 | Here are 2 films in a similar vein:
            ENGLISH | PERSONAL   | 1 | For you, 1 film:
            ENGLISH | PERSONAL   | 2 | For you, 2 films:
            ENGLISH | ABOUT_FILM | 1 | This is the film you named:
            ENGLISH | ABOUT_FILM | 2 | It may be one of these 2 films:
            ENGLISH | FIND       | 1 | Going by your wishes (Sci-Fi), 1 film:
            ENGLISH | FIND       | 2 | Going by your wishes (Sci-Fi), 2 films:
            CHINESE | SIMILAR    | 1 | 为你找到 1 部相近的电影：
            CHINESE | SIMILAR    | 2 | 为你找到 2 部相近的电影：
            CHINESE | PERSONAL   | 1 | 为你推荐 1 部电影：
            CHINESE | PERSONAL   | 2 | 为你推荐 2 部电影：
            CHINESE | ABOUT_FILM | 1 | 找到了你说的这部电影：
            CHINESE | ABOUT_FILM | 2 | 可能是下面这 2 部中的一部：
            CHINESE | FIND       | 1 | 按你的要求（科幻片），推荐 1 部电影：
            CHINESE | FIND       | 2 | 按你的要求（科幻片），推荐 2 部电影：
            """)
    void generate_oneOrTwoFilms_countsThemRight(Language language, Intent intent, int films, String expected) {
        List<ContextFilm> context = List.of(new ContextFilm(1, Films.MATRIX, ""), new ContextFilm(2, Films.FARGO, ""))
                .subList(0, films);
        Prompt prompt =
                PromptWriter.write(AnswerRequest.of(reading(language, intent), context), PromptWriter.DEFAULT_TOKENS);

        assertThat(generator.generate(prompt, piece -> {}).text()).startsWith(expected + "\n1. ");
    }
}
