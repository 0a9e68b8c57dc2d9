package io.movieai.catalog;

import io.movieai.text.Language;
import io.movieai.text.TextChunk;
import io.movieai.text.TextChunker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a film becomes text: the documents that are embedded and shown as context.
 *
 * <p>A document is written in Chinese first, because requests mostly are, and names the film, its genres and its people in
 * English too, so that it is near to a request in either language. Safe for use by several threads.
 */
public final class MovieText {
    private static final String[] CHINESE_DIGITS = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

    private final TextChunker chunker;

    private MovieText(TextChunker chunker) {
        this.chunker = chunker;
    }

    /** Returns a writer of documents that cuts long synopses with this chunker. */
    public static MovieText of(TextChunker chunker) {
        return new MovieText(chunker);
    }

    /**
     * Returns the documents of a film: one, or more when its synopsis is longer than a chunk. Every document begins with
     * the film's names, year and genres, so that each can be found and understood alone.
     */
    public List<String> documents(Movie movie) {
        String head = head(movie);
        String people = people(movie);
        List<TextChunk> pieces = movie.synopsis().map(chunker::chunks).orElse(List.of());
        if (pieces.isEmpty()) {
            return List.of(head + people);
        }
        List<String> documents = new ArrayList<>(pieces.size());
        for (TextChunk piece : pieces) {
            documents.add(head + (documents.isEmpty() ? people : "") + "简介：" + piece.text());
        }
        return documents;
    }

    private static String head(Movie movie) {
        StringBuilder text = new StringBuilder();
        movie.titleZh().ifPresent(title -> text.append('《').append(title).append('》'));
        text.append(movie.title());
        movie.year().ifPresent(year -> text.append("，").append(year).append("年").append(decade(year)));
        if (!movie.genres().isEmpty()) {
            text.append("，").append(genres(movie, Genre::chinese, "、")).append("片");
        }
        text.append("。");
        if (!movie.genres().isEmpty()) {
            text.append(genres(movie, Genre::english, ", ")).append(" movie. ");
        }
        return text.toString();
    }

    private static String people(Movie movie) {
        StringBuilder text = new StringBuilder();
        if (!movie.countries().isEmpty()) {
            text.append("国家/地区：").append(countries(movie, Language.CHINESE)).append("。");
        }
        if (!movie.directors().isEmpty()) {
            text.append("导演：").append(bilingual(movie.directors())).append("。");
        }
        if (!movie.cast().isEmpty()) {
            text.append("主演：").append(bilingual(movie.cast())).append("。");
        }
        if (!movie.keywords().isEmpty()) {
            text.append("关键词：").append(String.join("、", movie.keywords())).append("。");
        }
        return text.toString();
    }

    private static String bilingual(List<Person> people) {
        return people.stream()
                .map(person -> person.chineseName()
                        .map(name -> name + " " + person.name())
                        .orElse(person.name()))
                .collect(Collectors.joining("、"));
    }

    /** Returns the genres of a film in that language, for example {@code 科幻、动作}. */
    public static String genres(Movie movie, Language language) {
        return language == Language.CHINESE ? genres(movie, Genre::chinese, "、") : genres(movie, Genre::english, ", ");
    }

    private static String genres(Movie movie, Function<Genre, String> name, String separator) {
        return movie.genres().stream().map(name).collect(Collectors.joining(separator));
    }

    /** Returns the names of these people in that language, for example {@code 李安、张艺谋}. */
    public static String names(List<Person> people, Language language) {
        return people.stream()
                .map(person ->
                        language == Language.CHINESE ? person.chineseName().orElse(person.name()) : person.name())
                .collect(Collectors.joining(language == Language.CHINESE ? "、" : ", "));
    }

    /** Returns the countries of a film in that language, for example {@code 中国香港、日本}. */
    public static String countries(Movie movie, Language language) {
        return movie.countries().stream()
                .map(code -> country(code, language))
                .collect(Collectors.joining(language == Language.CHINESE ? "、" : ", "));
    }

    /**
     * Returns the name of a country in that language; the code itself when it is not known.
     *
     * @param code its ISO 3166-1 alpha-2 code
     * @throws IllegalArgumentException if the code is not two capital letters
     */
    public static String country(String code, Language language) {
        if (!Movie.isCountry(code)) {
            throw new IllegalArgumentException("country: expected two capital letters, found '" + code + "'");
        }
        boolean chinese = language == Language.CHINESE;
        return switch (code) {
            case "HK" -> chinese ? "中国香港" : "Hong Kong";
            case "TW" -> chinese ? "中国台湾" : "Taiwan";
            case "SU" -> chinese ? "苏联" : "Soviet Union";
            default -> {
                String name = new Locale.Builder()
                        .setRegion(code)
                        .build()
                        .getDisplayCountry(chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
                yield name.isEmpty() ? code : name;
            }
        };
    }

    private static String decade(int year) {
        if (year < 1900 || year > 1999) {
            return "";
        }
        int tens = year / 10 % 10;
        return tens == 0 ? "" : "，" + CHINESE_DIGITS[tens] + "十年代";
    }

    /**
     * Returns the name that an answer in that language uses for a film: {@code 《教父》（The Godfather，1972）} or {@code
     * The Godfather (1972)}.
     */
    public static String citation(Movie movie, Language language) {
        Optional<String> year = movie.year().isPresent()
                ? Optional.of(String.valueOf(movie.year().getAsInt()))
                : Optional.empty();
        if (language == Language.ENGLISH) {
            return movie.title() + year.map(value -> " (" + value + ")").orElse("");
        }
        String beside = movie.titleZh().isPresent()
                ? movie.title() + year.map(value -> "，" + value).orElse("")
                : year.orElse("");
        return "《" + movie.title(language) + "》" + (beside.isEmpty() ? "" : "（" + beside + "）");
    }
}
