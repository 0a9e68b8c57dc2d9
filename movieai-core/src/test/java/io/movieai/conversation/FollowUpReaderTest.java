package io.movieai.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.catalog.Catalog;
import io.movieai.query.Constraint;
import io.movieai.query.Reading;
import io.movieai.query.RequestReader;
import io.movieai.recommend.ItemId;
import io.movieai.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpReaderTest {
    static Stream<Arguments> dialogues() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                FollowUpReaderTest.class.getResourceAsStream("dialogues.tsv"), "dialogues.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> line.split("\t", -1))
                            .map(cells -> Arguments.of(cells[0], cells[1]))
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void read_dialogue_isUnderstood(String dialogue, String expected) {
        FollowUp read = Dialogues.read(dialogue);

        assertThat(Dialogues.notation(read)).isEqualTo(expected);
        if (!read.builds()) {
            assertThat(read).isEqualTo(FollowUp.alone(Dialogues.REQUESTS.read(Dialogues.last(dialogue))));
        }
    }

    @Test
    void dialogues_table_holdsManyOfBothKinds() throws IOException {
        List<String> expected =
                dialogues().map(arguments -> (String) arguments.get()[1]).toList();

        assertThat(expected).filteredOn(line -> line.startsWith("alone")).hasSizeGreaterThanOrEqualTo(30);
        assertThat(expected).filteredOn(line -> !line.startsWith("alone")).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void read_conditionsOfEarlierTurns_haveTheirWordsInTheText() {
        Reading reading = Dialogues.read("推荐九十年代的科幻片，不要太恐怖 => 1,3 / 换成法国的吧").reading();

        assertThat(reading.text()).isEqualTo("九十年代的，科幻，不要恐怖，换成法国的吧");
        assertThat(reading.constraints().stream()
                        .map(constraint -> constraint.span().of(reading.text())))
                .containsExactly("九十年代的", "科幻", "恐怖", "法国");
        assertThat(reading.language()).isEqualTo(Language.CHINESE);
    }

    @Test
    void read_olderThanAListOfTwo_comesBeforeTheirMedianYear() {
        Reading reading = Dialogues.read("推荐科幻片 => 1,2 / 老一点的").reading();

        // 1999 and 1979: the median is 1989.
        assertThat(reading.constraints())
                .filteredOn(Constraint.Years.class::isInstance)
                .extracting(constraint -> ((Constraint.Years) constraint).to())
                .containsExactly(1988);
    }

    @Test
    void read_aFilmThatIsNoLongerThere_standsOnItsOwn() {
        Conversation conversation = Conversation.start();
        conversation.add(
                Turn.of("科幻片", Dialogues.REQUESTS.read("科幻片"), List.of(ItemId.of("1"), ItemId.of("gone")), false));

        assertThat(Dialogues.READER.read("第二部讲什么", conversation.state()).builds())
                .isFalse();
        assertThat(Dialogues.READER.read("第一部讲什么", conversation.state()).builds())
                .isTrue();
    }

    @Test
    void read_manyFollowUps_keepsTheReadingBounded() {
        Conversation conversation = Conversation.start();
        String[] texts = {"推荐科幻片", "轻松一点的", "不要恐怖的", "刺激一点的", "不要美国的", "老一点的", "还要感人的", "换一批"};
        for (int i = 0; i < 200; i++) {
            String text = texts[i % texts.length];
            FollowUp read =
                    Dialogues.READER.read(i < texts.length ? text : i % 8 == 0 ? "更多" : text, conversation.state());
            conversation.add(Turn.of(text, read.reading(), List.of(ItemId.of("" + (1 + i % 7))), false));
        }

        FollowUp last = Dialogues.READER.read("换一批", conversation.state());

        assertThat(last.reading().constraints()).hasSizeLessThan(10);
        assertThat(last.reading().text()).hasSizeLessThan(200);
        assertThat(last.reading().topic()).hasSizeLessThanOrEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void read_piecesOfDialogues_neverThrowsAndKeepsSpansInside(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> pieces = dialogues()
                .map(arguments -> Dialogues.last((String) arguments.get()[0]))
                .toList();
        String[] noise = {"", " ", "，", "。", "《", "》", "ﬁ", "😀", "\ud83c", "第", "0", "99", "不", "再", "more ", "二十"};
        for (int i = 0; i < 400; i++) {
            Conversation conversation = Conversation.start();
            for (int turn = 0; turn < 4; turn++) {
                String one = pieces.get(random.nextInt(pieces.size()));
                String other = pieces.get(random.nextInt(pieces.size()));
                String text = one.substring(0, random.nextInt(one.length() + 1))
                        + noise[random.nextInt(noise.length)]
                        + other.substring(random.nextInt(other.length() + 1));
                FollowUp read = Dialogues.READER.read(text, conversation.state());
                Reading reading = read.reading();

                assertThat(reading.text()).as("seed %d", seed).endsWith(text);
                assertThat(reading.constraints())
                        .as("seed %d: %s", seed, text)
                        .allSatisfy(constraint ->
                                assertThat(constraint.span().of(reading.text())).isNotEmpty());
                List<ItemId> shown = random.nextBoolean()
                        ? List.of(ItemId.of("" + (1 + random.nextInt(9))))
                        : List.of(ItemId.of("1"), ItemId.of("2"), ItemId.of("3"));
                conversation.add(Turn.of(text, reading, shown, random.nextInt(5) == 0));
            }
        }
    }

    @Test
    void read_withoutFilmsInMemory_stillAsksForOthers() {
        RequestReader requests = RequestReader.of(Catalog.EMPTY, Clock.systemUTC());
        FollowUpReader reader = FollowUpReader.of(requests, Catalog.EMPTY);
        Conversation conversation = Conversation.start();
        conversation.add(Turn.of("科幻片", requests.read("科幻片"), List.of(ItemId.of("1")), false));

        assertThat(Dialogues.notation(reader.read("换一批", conversation.state()))).isEqualTo("SCI_FI; without 1");
        assertThat(reader.read("第一部讲什么", conversation.state()).builds()).isFalse();
    }
}
