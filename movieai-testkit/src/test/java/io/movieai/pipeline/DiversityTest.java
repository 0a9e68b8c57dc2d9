package io.movieai.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.RecommendRequest;
import io.movieai.Recommendation;
import io.movieai.catalog.Movie;
import io.movieai.retrieval.RankedFilm;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiversityTest {
    private final Ports ports = new Ports();

    private Recommendation recommend(String text, int topK, double diversity) {
        return ports.indexed()
                .recommend(RecommendRequest.builder(text)
                        .topK(topK)
                        .diversity(diversity)
                        .build());
    }

    private static List<RankedFilm> ranked(Recommendation answer) {
        return answer.films().stream().map(Recommendation.Film::ranked).toList();
    }

    private static List<Movie> films(Recommendation answer) {
        return ranked(answer).stream().map(RankedFilm::movie).toList();
    }

    @Test
    void recommend_withDiversity_ordersAnewAndKeepsScoresAndParts() {
        Recommendation plain = recommend("推荐科幻片", 4, 0);
        Recommendation diverse = recommend("推荐科幻片", 4, 1);

        // One genre of three in common each; Alien alone is of another decade than The Matrix.
        assertThat(films(plain)).startsWith(TestFilms.MATRIX, TestFilms.CONTACT);
        assertThat(films(diverse)).startsWith(TestFilms.MATRIX, TestFilms.ALIEN);
        assertThat(new HashSet<>(ranked(diverse))).isEqualTo(new HashSet<>(ranked(plain)));
    }

    @Test
    void recommend_withDiversity_cutsAfterOrdering() {
        assertThat(films(recommend("推荐科幻片", 2, 1))).containsExactly(TestFilms.MATRIX, TestFilms.ALIEN);
    }

    @Test
    void recommend_withDiversity_keepsWhatFulfilsEverythingInFront() {
        Recommendation answer = recommend("1999年的恐怖片", 3, 1);

        assertThat(answer.relaxed()).isNotEmpty();
        assertThat(films(answer)).startsWith(TestFilms.MUMMY).hasSizeGreaterThan(1);
        assertThat(ranked(answer)).extracting(RankedFilm::relaxed).startsWith(false, true);
    }

    @Test
    void recommend_aFilmByName_isNotDiversified() {
        assertThat(films(recommend("《超时空接触》讲的是什么", 3, 1))).isEqualTo(films(recommend("《超时空接触》讲的是什么", 3, 0)));
    }
}
