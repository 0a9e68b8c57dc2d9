package io.movieai.app.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilmJsonTest {
    private static final Movie FULL = Movie.builder("1", "The Matrix")
            .titleZh("黑客帝国")
            .aliases(List.of("骇客任务"))
            .year(1999)
            .genres(List.of(Genre.ACTION, Genre.SCI_FI))
            .countries(List.of("US"))
            .directors(List.of(new Person("Lana Wachowski", Optional.of("拉娜·沃卓斯基"))))
            .cast(List.of(new Person("Somebody", Optional.empty())))
            .keywords(List.of("虚拟\"现实\""))
            .synopsis("一行\n两行")
            .rating(4.25, 12)
            .build();

    @Test
    void read_whatWasWritten_isTheSame() throws IOException {
        List<Movie> films = List.of(FULL, Movie.builder("2", "Only a title").build());
        StringWriter text = new StringWriter();

        FilmJson.write(films, text);

        assertThat(text.toString().lines()).hasSize(2);
        assertThat(FilmJson.read(new StringReader(text.toString()), "test")).isEqualTo(films);
    }

    @Test
    void read_aBadLine_namesIt() {
        String text = "{\"id\":\"1\",\"title\":\"A\"}\n\n{\"id\":\"2\"}\n";

        assertThatThrownBy(() -> FilmJson.read(new StringReader(text), "films.jsonl"))
                .isInstanceOf(MalformedFilmsException.class)
                .hasMessageContaining("films.jsonl:3")
                .hasMessageContaining("title: expected a text");
    }

    @Test
    void read_aLineThatIsCut_namesIt() {
        assertThatThrownBy(() -> FilmJson.read(new StringReader("{\"id\":\"1\",\"tit"), "films.jsonl"))
                .isInstanceOf(MalformedFilmsException.class)
                .hasMessageContaining("films.jsonl:1");
    }

    @Test
    void read_anUnknownGenre_namesIt() {
        assertThatThrownBy(() -> FilmJson.read(
                        new StringReader("{\"id\":\"1\",\"title\":\"A\",\"genres\":[\"Sience\"]}"), "films.jsonl"))
                .isInstanceOf(MalformedFilmsException.class)
                .hasMessageContaining("unknown genre Sience");
    }
}
