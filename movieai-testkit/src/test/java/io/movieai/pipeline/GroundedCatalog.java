package io.movieai.pipeline;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import io.movieai.testkit.AdversarialGenerator.Foreign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Films for what answers may and may not name: some with ordinary words for titles, and names of films that are nowhere. */
final class GroundedCatalog {
    /** Science fiction: what the requests of the tests find. */
    static final List<Movie> GIVEN = List.of(
            film("1", "The Matrix", "黑客帝国", 1999, 4.2, Genre.ACTION, Genre.SCI_FI)
                    .directors(List.of(person("Lana Wachowski", "拉娜·沃卓斯基"), person("Lilly Wachowski", "莉莉·沃卓斯基")))
                    .cast(List.of(person("Keanu Reeves", "基努·里维斯"), person("Laurence Fishburne", "劳伦斯·菲什伯恩")))
                    .synopsis("程序员尼奥（Neo）发现他生活的世界是机器造出来的幻象，于是跟随墨菲斯反抗机器。")
                    .build(),
            film("2", "Contact", "超时空接触", 1997, 3.8, Genre.DRAMA, Genre.SCI_FI)
                    .directors(List.of(person("Robert Zemeckis", "罗伯特·泽米吉斯")))
                    .cast(List.of(person("Jodie Foster", "朱迪·福斯特")))
                    .synopsis("科学家艾莉收到来自织女星的信号，要决定谁去赴约。")
                    .build(),
            film("3", "Twelve Monkeys", "十二猴子", 1995, 4.0, Genre.SCI_FI, Genre.THRILLER)
                    .directors(List.of(person("Terry Gilliam", "特瑞·吉列姆")))
                    .cast(List.of(person("Bruce Willis", "布鲁斯·威利斯")))
                    .synopsis("囚犯科尔被送回过去，查明毁灭人类的病毒从何而来。")
                    .build(),
            film("4", "The Fifth Element", "第五元素", 1997, 3.9, Genre.ACTION, Genre.SCI_FI)
                    .synopsis(
                            "In the 23rd century, Korben Dallas, a cab driver in New York, has to save Leeloo and the world.")
                    .build(),
            film("5", "Gattaca", "千钧一发", 1997, 4.1, Genre.DRAMA, Genre.SCI_FI)
                    .synopsis("Vincent takes on the identity of Jerome to fly to Titan, in a society ruled by genes.")
                    .build());

    private static final List<Movie> OTHERS = List.of(
            other("11", "Titanic", "泰坦尼克号", 1997),
            other("12", "Pulp Fiction", "低俗小说", 1994),
            other("13", "Speed", "生死时速", 1994),
            other("14", "Hero", "英雄", 2002),
            other("15", "It", "小丑回魂", 2017),
            other("16", "The Matrix Reloaded", "黑客帝国2：重装上阵", 2003),
            other("17", "Heat", "盗火线", 1995),
            other("18", "The Shawshank Redemption", "肖申克的救赎", 1994),
            other("19", "Forrest Gump", "阿甘正传", 1994),
            other("20", "Saving Private Ryan", "拯救大兵瑞恩", 1998),
            other("21", "Infernal Affairs", "无间道", 2002),
            other("22", "The Godfather", "教父", 1972),
            other("23", "Jaws", "大白鲨", 1975),
            other("24", "Life Is Beautiful", "美丽人生", 1997),
            other("25", "Big", "飞向未来", 1988),
            other("26", "Casablanca", "卡萨布兰卡", 1942),
            other("27", "Goodfellas", "好家伙", 1990),
            other("28", "Se7en", "七宗罪", 1995),
            other("29", "Contact High", "高度接触", 2009),
            other("30", "To Live", "活着", 1994));

    /** Names of films that neither the catalogue nor anything else knows. */
    private static final List<Foreign> NOWHERE = List.of(
            new Foreign("Quantum Garden", 2011, true),
            new Foreign("The Last Cartographer of Mars", 2004, true),
            new Foreign("Glass Meridian", 1988, true),
            new Foreign("Zorvath Rising", 2019, true));

    private static final List<Foreign> NOWHERE_CHINESE = List.of(
            new Foreign("量子花园", 2011, false), new Foreign("火星上最后的制图师", 2004, false), new Foreign("玻璃子午线", 1988, false));

    static final Catalog CATALOG =
            Catalog.of(Stream.concat(GIVEN.stream(), OTHERS.stream()).toList());

    private GroundedCatalog() {}

    /** Returns what an answer in Chinese may name wrongly. Short names and everyday words are only named with marks. */
    static List<Foreign> foreignChinese() {
        List<Foreign> films = new ArrayList<>(NOWHERE_CHINESE);
        for (Movie movie : OTHERS) {
            String title = movie.titleZh().orElseThrow();
            boolean common = title.length() < 4 || title.equals("生死时速") || title.equals("美丽人生");
            films.add(new Foreign(title, movie.year().orElseThrow(), !common));
        }
        films.addAll(NOWHERE);
        films.add(new Foreign("Titanic", 1997, true));
        films.add(new Foreign("Pulp Fiction", 1994, true));
        return films;
    }

    /** Returns what an answer in English may name wrongly. */
    static List<Foreign> foreignEnglish() {
        List<Foreign> films = new ArrayList<>(NOWHERE);
        for (Movie movie : OTHERS) {
            boolean common =
                    List.of("Speed", "Hero", "It", "Heat", "Big", "Jaws").contains(movie.title());
            films.add(new Foreign(movie.title(), movie.year().orElseThrow(), !common));
        }
        return films;
    }

    private static Movie.Builder film(String id, String title, String zh, int year, double rating, Genre... genres) {
        return TestFilms.film(id, title, zh, year, rating, genres);
    }

    private static Movie other(String id, String title, String zh, int year) {
        return film(id, title, zh, year, 4.0, Genre.DRAMA).build();
    }

    private static Person person(String name, String chinese) {
        return new Person(name, Optional.of(chinese));
    }
}
