package io.movieai.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
    private static final long SEED = 20_260_121;

    private static String texts(String text) {
        return String.join(" ", Terms.of(text).stream().map(Term::text).toList());
    }

    private static String lettersAndDigits(String folded) {
        return folded.codePoints()
                .filter(character -> Character.isLetterOrDigit(character))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            The Godfather, Part II | the godfather part ii
            Schindler's List       | schindlers list
            Schindler’s List       | schindlers list
            rock 'n' roll          | rock n roll
            ''quoted''             | quoted
            Spider-Man             | spider man
            E.T.                   | e t
            Se7en                  | se7en
            Amélie                 | amelie
            教                     | 教
            教父2                  | 教 教父 父 2
            2001太空               | 2001 太 太空 空
            马龙·白兰度              | 马 马龙 龙 白 白兰 兰 兰度 度
            色，戒                  | 色 戒
            看Alien吗              | 看 alien 吗
            𠮷野                   | 𠮷 𠮷野 野
            トトロ                 | ト トト ト トロ ロ
            スーパー               | ス スー ー ーパ パ パー ー
            기생충 영화             | 기생충 영화
            Война и мир            | воина и мир
            हिन्दी                  | हिन्दी
            我们🎬电影              | 我 我们 们 电 电影 影
            """)
    void of_text_givesItsTerms(String text, String expected) {
        assertThat(texts(text)).isEqualTo(TextFolding.fold(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?!…", "《》·—", "🎬", "'", "''", "\u0301", "\u0007", "\ud83c"})
    void of_textWithoutWords_givesNone(String text) {
        assertThat(Terms.of(text)).isEmpty();
    }

    @Test
    void of_text_saysWhatTheTermsAreAndWhereTheyStand() {
        assertThat(Terms.of("＜Ｉt's 教父＞"))
                .containsExactly(
                        new Term("its", Term.Kind.WORD, 1, 5),
                        new Term("教", Term.Kind.CHARACTER, 6, 7),
                        new Term("教父", Term.Kind.PAIR, 6, 8),
                        new Term("父", Term.Kind.CHARACTER, 7, 8));
    }

    @Test
    void of_randomTexts_givesStretchesThatFoldToTheTerms() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            String text = RandomTexts.mixed(random, random.nextInt(40));
            String what = "seed " + SEED + ", text " + i + " '" + text + "'";
            List<Term> terms = Terms.of(text);

            String written = terms.stream()
                    .filter(term -> term.kind() != Term.Kind.PAIR)
                    .map(Term::text)
                    .collect(Collectors.joining());
            assertThat(lettersAndDigits(written)).as(what).isEqualTo(lettersAndDigits(TextFolding.fold(text)));
            for (int j = 0; j < terms.size(); j++) {
                Term term = terms.get(j);
                String original = TextFolding.fold(text.substring(term.start(), term.end()));
                assertThat(original.replaceAll("['’]", "")).as(what).contains(term.text());
                if (j > 0) {
                    assertThat(term.start())
                            .as(what)
                            .isGreaterThanOrEqualTo(terms.get(j - 1).start());
                }
            }
        }
    }
}
