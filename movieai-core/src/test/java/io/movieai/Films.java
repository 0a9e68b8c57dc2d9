package io.movieai;

import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import java.util.List;
import java.util.Optional;

/** Films for tests. */
public final class Films {
    public static final Movie MATRIX = Movie.builder("1", "The Matrix")
            .titleZh("黑客帝国")
            .aliases(List.of("骇客任务"))
            .year(1999)
            .genres(List.of(Genre.ACTION, Genre.SCI_FI))
            .countries(List.of("US"))
            .directors(List.of(new Person("Lana Wachowski", Optional.of("拉娜·沃卓斯基"))))
            .cast(List.of(new Person("Keanu Reeves", Optional.of("基努·里维斯"))))
            .keywords(List.of("虚拟现实"))
            .synopsis("程序员发现他生活的世界是机器造出来的。")
            .rating(4.2, 500)
            .build();
    public static final Movie ALIEN = Movie.builder("2", "Alien")
            .titleZh("异形")
            .year(1979)
            .genres(List.of(Genre.HORROR, Genre.SCI_FI))
            .countries(List.of("GB", "US"))
            .rating(4.0, 300)
            .build();
    public static final Movie CONTACT = Movie.builder("3", "Contact")
            .titleZh("超时空接触")
            .year(1997)
            .genres(List.of(Genre.DRAMA, Genre.SCI_FI))
            .countries(List.of("US"))
            .rating(3.8, 100)
            .build();
    public static final Movie FARGO = Movie.builder("4", "Fargo")
            .year(1996)
            .genres(List.of(Genre.CRIME, Genre.DRAMA))
            .countries(List.of("US"))
            .rating(4.9, 2)
            .build();
    public static final Movie UNKNOWN =
            Movie.builder("5", "A Film Nobody Rated").build();

    public static final List<Movie> ALL = List.of(MATRIX, ALIEN, CONTACT, FARGO, UNKNOWN);

    private Films() {}
}
