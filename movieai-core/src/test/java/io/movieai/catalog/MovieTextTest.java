package io.movieai.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.Films;
import io.movieai.text.Language;
import io.movieai.text.TextChunker;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovieTextTest {
    private final MovieText text = MovieText.of(TextChunker.DEFAULT);

    @Test
    void documents_ofAFilm_nameItInBothLanguages() {
        List<String> documents = text.documents(Films.MATRIX);

        assertThat(documents).hasSize(1);
        assertThat(documents.get(0))
                .contains("《黑客帝国》", "The Matrix", "1999年", "九十年代", "动作、科幻片", "Action, Sci-Fi")
                .contains("拉娜·沃卓斯基 Lana Wachowski", "基努·里维斯 Keanu Reeves", "美国", "虚拟现实", "程序员");
    }

    @Test
    void documents_ofAFilmOfWhichOnlyTheTitleIsKnown_haveTheTitle() {
        assertThat(text.documents(Films.UNKNOWN)).containsExactly("A Film Nobody Rated。");
    }

    @Test
    void documents_ofALongSynopsis_eachBeginWithTheFilm() {
        Movie movie =
                Films.ALIEN.toBuilder().synopsis("船员醒来。飞船收到信号。".repeat(60)).build();

        List<String> documents = text.documents(movie);

        assertThat(documents).hasSizeGreaterThan(1);
        assertThat(documents).allSatisfy(document -> assertThat(document).startsWith("《异形》Alien，1979年，七十年代，恐怖、科幻片。"));
    }

    @Test
    void citation_inEachLanguage_isTheUsualForm() {
        assertThat(MovieText.citation(Films.MATRIX, Language.CHINESE)).isEqualTo("《黑客帝国》（The Matrix，1999）");
        assertThat(MovieText.citation(Films.MATRIX, Language.ENGLISH)).isEqualTo("The Matrix (1999)");
        assertThat(MovieText.citation(Films.FARGO, Language.CHINESE)).isEqualTo("《Fargo》（1996）");
        assertThat(MovieText.citation(Films.UNKNOWN, Language.CHINESE)).isEqualTo("《A Film Nobody Rated》");
    }

    @Test
    void country_ofKnownAndUnknownCodes_isReadable() {
        assertThat(MovieText.country("HK", Language.CHINESE)).isEqualTo("中国香港");
        assertThat(MovieText.country("FR", Language.CHINESE)).isEqualTo("法国");
        assertThat(MovieText.country("FR", Language.ENGLISH)).isEqualTo("France");
        assertThat(MovieText.country("SU", Language.ENGLISH)).isEqualTo("Soviet Union");
    }
}
