package io.movieai.generation;

import io.movieai.query.Reading;
import io.movieai.text.Language;

/** Says that a condition of a request could not be looked at, because the catalogue has no such data. */
public final class UncheckedText {
    private UncheckedText() {}

    /** Returns the sentence for one condition, in the language of the request. */
    public static String write(Reading.Unchecked unchecked, Reading reading) {
        boolean chinese = reading.language() == Language.CHINESE;
        String data = switch (unchecked.aspect()) {
            case GENRE -> chinese ? "类型" : "genres";
            case YEAR -> chinese ? "年份" : "years";
            case RATING -> chinese ? "评分" : "ratings";
            case POPULARITY -> chinese ? "观看人数" : "numbers of viewers";
            case COUNTRY -> chinese ? "国家和地区" : "countries";
            case PEOPLE -> chinese ? "导演和演员" : "directors and actors";
        };
        String words = unchecked.span().of(reading.text());
        return chinese
                ? "片库没有" + data + "资料，没有按“" + words + "”筛选。"
                : "The catalogue has no " + data + ", so \"" + words + "\" was not checked.";
    }
}
