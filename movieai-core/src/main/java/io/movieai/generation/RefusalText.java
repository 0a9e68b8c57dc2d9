package io.movieai.generation;

import io.movieai.query.Constraint;
import io.movieai.query.Reading;
import io.movieai.query.TitleMention;
import io.movieai.text.Language;
import java.util.List;

/** Says why nothing is recommended, and what can be asked instead. */
public final class RefusalText {
    private RefusalText() {}

    /** Returns the answer to a request that is for something other than films. */
    public static String notAboutFilms(Language language) {
        return language == Language.CHINESE
                ? "资料不足：我只能根据片库推荐电影，这个问题不在我的范围内。可以告诉我想看的类型、年代、导演，或者一部你喜欢的电影。"
                : "Not enough to go on: I recommend films from a catalogue, and this is not about films. "
                        + "Tell me a genre, a decade, a director, or a film that you like.";
    }

    /** Returns the answer to a request for films that the catalogue has none for. */
    public static String write(Reading reading) {
        boolean chinese = reading.language() == Language.CHINESE;
        List<TitleMention> unknown = reading.titles().stream()
                .filter(mention -> mention.films().isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            String title = unknown.get(0).span().of(reading.text()).replaceAll("[《》“”\"「」『』]", "");
            return chinese
                    ? "资料不足：片库里没有找到《" + title + "》。可以换一个译名或英文片名再试。"
                    : "Not enough to go on: the catalogue has no film called \"" + title
                            + "\". Try another spelling or its original title.";
        }
        List<Constraint> constraints = reading.constraints();
        String understood = ConstraintText.phrase(constraints, reading);
        if (understood.isEmpty()) {
            return chinese
                    ? "资料不足：片库里没有找到合适的电影。可以换一种说法，或者说说类型、年代。"
                    : "Not enough to go on: the catalogue has no film for this. Try other words, or name a genre or a decade.";
        }
        return chinese
                ? "资料不足：片库里没有符合“" + understood + "”的电影。可以放宽其中一个条件再试。"
                : "Not enough to go on: the catalogue has no film that fits \"" + understood
                        + "\". Try giving up one of the conditions.";
    }

    /**
     * Returns the answer to a question about a film by its number in the last list, where the list is shorter.
     *
     * @param number the number that was asked for
     * @param shown how many films the list has
     */
    public static String noSuchNumber(int number, int shown, Language language) {
        return language == Language.CHINESE
                ? "资料不足：上次一共给出 " + shown + " 部电影，没有第 " + number + " 部。可以换一个序号，或者直接说片名。"
                : "Not enough to go on: the last list had " + shown + (shown == 1 ? " film" : " films")
                        + ", so there is no number " + number + ". Try another number, or the film's title.";
    }

    /** Returns the answer to a request for further films where all that suit have been shown before. */
    public static String nothingElse(Reading reading) {
        String understood = ConstraintText.phrase(reading.constraints(), reading);
        if (reading.language() == Language.CHINESE) {
            return "资料不足：" + (understood.isEmpty() ? "" : "符合“" + understood + "”的") + "电影已经都给你看过了。可以放宽或换掉一个条件再试。";
        }
        return "Not enough to go on: you have been shown every film "
                + (understood.isEmpty() ? "there is" : "that fits \"" + understood + "\"")
                + ". Try changing or giving up one of the conditions.";
    }
}
