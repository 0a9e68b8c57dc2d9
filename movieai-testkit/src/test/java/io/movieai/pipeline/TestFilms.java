package io.movieai.pipeline;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import java.util.List;
import java.util.Optional;

/** A small catalogue with a film for each thing that the tests ask for. */
final class TestFilms {
    static final Movie MATRIX = film("1", "The Matrix", "黑客帝国", 1999, 4.2, Genre.ACTION, Genre.SCI_FI)
            .synopsis("程序员发现他生活的世界是机器造出来的幻象。")
            .build();
    static final Movie ALIEN = film("2", "Alien", "异形", 1979, 4.0, Genre.HORROR, Genre.SCI_FI)
            .synopsis("飞船船员遭到外星生物的猎杀。")
            .build();
    static final Movie CONTACT = film("3", "Contact", "超时空接触", 1997, 3.8, Genre.DRAMA, Genre.SCI_FI)
            .synopsis("科学家收到来自织女星的信号。")
            .build();
    static final Movie FARGO = film("4", "Fargo", "冰血暴", 1996, 4.1, Genre.CRIME, Genre.DRAMA)
            .directors(List.of(new Person("Joel Coen", Optional.of("乔尔·科恩"))))
            .build();
    static final Movie AMELIE =
            film("5", "Amélie", "天使爱美丽", 2001, 4.0, Genre.COMEDY, Genre.ROMANCE).build();
    static final Movie MUMMY =
            film("6", "The Mummy", "木乃伊", 1999, 3.0, Genre.HORROR, Genre.SCI_FI).build();

    static final Catalog CATALOG = Catalog.of(List.of(MATRIX, ALIEN, CONTACT, FARGO, AMELIE, MUMMY));

    private TestFilms() {}

    static Movie.Builder film(String id, String title, String zh, int year, double rating, Genre... genres) {
        return Movie.builder(id, title)
                .titleZh(zh)
                .year(year)
                .genres(List.of(genres))
                .rating(rating, 100);
    }
}
