package io.movieai;

import io.movieai.conversation.FollowUp;
import io.movieai.generation.ConstraintText;
import io.movieai.generation.UncheckedText;
import io.movieai.query.Reading;
import io.movieai.retrieval.RankedFilm;
import io.movieai.retrieval.Retrieval;
import io.movieai.retrieval.Source;
import io.movieai.text.Language;
import java.util.ArrayList;
import java.util.List;

/** What an answer has to say beside the films: what could not be checked, what was relaxed, whose taste is not known. */
final class AnswerNotes {
    private AnswerNotes() {}

    /**
     * Returns the notes of an answer, as sentences in its language.
     *
     * @param asked the request, and what of the conversation it builds on
     * @param retrieval what was found for it
     */
    static List<String> of(FollowUp asked, Retrieval retrieval) {
        Reading reading = asked.reading();
        List<String> notes = new ArrayList<>();
        for (Reading.Unchecked unchecked : reading.unchecked()) {
            notes.add(UncheckedText.write(unchecked, reading));
        }
        if (!retrieval.relaxed().isEmpty()) {
            notes.add(relaxed(asked, retrieval));
        }
        if (retrieval.films().stream()
                .flatMap(film -> film.parts().stream())
                .anyMatch(part -> part.source() == Source.POPULAR)) {
            notes.add(
                    reading.language() == Language.CHINESE
                            ? "还不了解你的口味，先推荐看过的人最多的。"
                            : "Your taste is not known yet, so these are films that most people have watched.");
        }
        return notes;
    }

    private static String relaxed(FollowUp asked, Retrieval retrieval) {
        Reading reading = asked.reading();
        String given = ConstraintText.phrase(reading.constraints(), reading);
        String relaxed = ConstraintText.phrase(retrieval.relaxed(), reading);
        boolean none = retrieval.films().stream().allMatch(RankedFilm::relaxed);
        if (reading.language() == Language.CHINESE) {
            return (asked.shown().isEmpty() ? "" : "除了给你看过的，") + (none ? "没有完全符合“" : "完全符合“") + given
                    + (none ? "”的电影" : "”的电影不多") + "，放宽了“" + relaxed + "”这个条件。";
        }
        return (none ? "No " : "Few ") + (asked.shown().isEmpty() ? "" : "other ")
                + (none ? "film fits all of \"" : "films fit all of \"") + given + "\", so \"" + relaxed
                + "\" was relaxed.";
    }
}
