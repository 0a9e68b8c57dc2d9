package io.movieai.conversation;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import io.movieai.query.Reading.Intent;
import io.movieai.query.RequestReader;
import io.movieai.query.TitleMention;
import io.movieai.recommend.ItemId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Conversations in one line, and the films they are about. */
final class Dialogues {
    static final Catalog CATALOG = Catalog.of(List.of(
            film("1", "The Matrix", "黑客帝国", 1999, 4.2, Genre.ACTION, Genre.SCI_FI)
                    .build(),
            film("2", "Alien", "异形", 1979, 4.0, Genre.HORROR, Genre.SCI_FI).build(),
            film("3", "Contact", "超时空接触", 1997, 3.8, Genre.DRAMA, Genre.SCI_FI).build(),
            film("4", "Fargo", "冰血暴", 1996, 4.1, Genre.CRIME, Genre.DRAMA)
                    .directors(List.of(new Person("Joel Coen", Optional.of("乔尔·科恩"))))
                    .countries(List.of("US"))
                    .build(),
            film("5", "Amélie", "天使爱美丽", 2001, 4.3, Genre.COMEDY, Genre.ROMANCE)
                    .countries(List.of("FR"))
                    .build(),
            film("6", "First Blood", "第一滴血", 1982, 3.5, Genre.ACTION).build(),
            film("7", "The Fifth Element", "第五元素", 1997, 3.6, Genre.ACTION, Genre.SCI_FI)
                    .build(),
            film("8", "The Godfather", "教父", 1972, 4.5, Genre.CRIME, Genre.DRAMA)
                    .build(),
            film("9", "The Godfather: Part II", "教父2", 1974, 4.4, Genre.CRIME, Genre.DRAMA)
                    .build(),
            film("10", "Another Country", "同窗之爱", 1984, 3.4, Genre.DRAMA).build()));

    static final RequestReader REQUESTS =
            RequestReader.of(CATALOG, Clock.fixed(Instant.parse("2024-06-01T00:00:00Z"), ZoneOffset.UTC));
    static final FollowUpReader READER = FollowUpReader.of(REQUESTS, CATALOG);

    private Dialogues() {}

    private static Movie.Builder film(String id, String title, String zh, int year, double rating, Genre... genres) {
        return Movie.builder(id, title)
                .titleZh(zh)
                .year(year)
                .genres(List.of(genres))
                .rating(rating, 100);
    }

    /**
     * Reads the last turn of a dialogue: turns apart by {@code " / "}, each but the last with {@code " => "} and the ids of
     * the films that it was answered with, none where it was refused.
     */
    static FollowUp read(String dialogue) {
        List<String> turns = List.of(dialogue.split(" / ", -1));
        Conversation conversation = Conversation.start();
        for (String turn : turns.subList(0, turns.size() - 1)) {
            String[] sides = turn.split(" =>", -1);
            List<ItemId> shown = Arrays.stream(sides[1].strip().split(","))
                    .filter(id -> !id.isEmpty())
                    .map(ItemId::of)
                    .toList();
            FollowUp read = READER.read(sides[0], conversation.state());
            conversation.add(Turn.of(sides[0], read.reading(), shown, shown.isEmpty()));
        }
        return READER.read(last(dialogue), conversation.state());
    }

    /** Returns the text of the last turn of a dialogue. */
    static String last(String dialogue) {
        int before = dialogue.lastIndexOf(" / ");
        return before < 0 ? dialogue : dialogue.substring(before + 3);
    }

    /**
     * Returns a reading in one line: {@code alone}; or its conditions, excluded ones after {@code not}, with {@code ~} behind
     * what is implied and {@code ?} behind a preference, its films by role, its topic, its intent unless it is FIND, and the
     * films not to be shown again.
     */
    static String notation(FollowUp followUp) {
        if (!followUp.builds()) {
            return "alone" + (followUp.reading().intent() == Intent.OFF_TOPIC ? " off topic" : "");
        }
        Turn turn = Turn.of("", followUp.reading(), List.of(), true);
        StringBuilder line = new StringBuilder();
        turn.conditions().stream()
                .sorted((a, b) -> a.excluded() == b.excluded() ? a.kind().compareTo(b.kind()) : a.excluded() ? 1 : -1)
                .forEach(condition -> line.append(condition.excluded() ? "not " : "")
                        .append(String.join(
                                condition.kind() == Condition.Kind.YEARS || condition.kind() == Condition.Kind.RATING
                                        ? "-"
                                        : "|",
                                condition.values().stream()
                                        .map(value -> value.replaceAll("(\\.\\d)\\d+", "$1"))
                                        .toList()))
                        .append(
                                switch (condition.strength()) {
                                    case STATED -> "";
                                    case IMPLIED -> "~";
                                    case PREFERRED -> "?";
                                })
                        .append("; "));
        for (TitleMention title : followUp.reading().titles()) {
            line.append(title.role().name().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(ids(title.films()))
                    .append("; ");
        }
        if (turn.count() > 0) {
            line.append("count ").append(turn.count()).append("; ");
        }
        if (!turn.topic().isEmpty()) {
            line.append("topic ").append(turn.topic()).append("; ");
        }
        followUp.unknown()
                .ifPresent(number -> line.append("unknown ").append(number).append("; "));
        if (turn.intent() != Intent.FIND) {
            line.append(turn.intent()).append("; ");
        }
        if (!followUp.shown().isEmpty()) {
            line.append("without ")
                    .append(ids(followUp.shown().stream().toList()))
                    .append("; ");
        }
        return line.isEmpty() ? "nothing" : line.substring(0, line.length() - 2);
    }

    private static String ids(List<ItemId> ids) {
        return ids.stream()
                .map(ItemId::value)
                .sorted((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)))
                .collect(Collectors.joining("+"));
    }
}
