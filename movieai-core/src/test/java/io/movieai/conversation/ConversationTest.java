package io.movieai.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.conversation.Condition.Kind;
import io.movieai.query.Constraint.Strength;
import io.movieai.query.Reading.Intent;
import io.movieai.recommend.ItemId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static Turn turn(String text, Intent intent, boolean refused, String... shown) {
        return new Turn(
                text,
                List.of(),
                List.of(),
                0,
                "",
                intent,
                List.of(shown).stream().map(ItemId::of).toList(),
                refused);
    }

    @Test
    void add_moreTurnsThanAreKept_forgetsTheOldest() {
        Conversation conversation = Conversation.start();
        for (int i = 0; i < 25; i++) {
            conversation.add(turn("" + i, Intent.FIND, false, "a", "b"));
        }

        assertThat(conversation.state().turns())
                .extracting(Turn::text)
                .containsExactly("15", "16", "17", "18", "19", "20", "21", "22", "23", "24");
        assertThat(conversation.state().shown()).extracting(ItemId::value).containsExactly("a", "b");
    }

    @Test
    void add_refusedTurnsAndQuestions_neverForgetWhatAFollowUpBuildsOn() {
        Conversation conversation = Conversation.start();
        conversation.add(turn("base", Intent.FIND, false, "a", "b"));
        for (int i = 0; i < 30; i++) {
            conversation.add(
                    i % 2 == 0 ? turn("no", Intent.OFF_TOPIC, true) : turn("?", Intent.ABOUT_FILM, false, "a"));
        }

        ConversationState state = conversation.state();

        assertThat(state.turns()).hasSize(ConversationState.MAX_TURNS);
        assertThat(state.base()).map(Turn::text).hasValue("base");
        assertThat(state.lastList()).extracting(ItemId::value).containsExactly("a", "b");
    }

    @Test
    void add_manyFilms_keepsTheLatest() {
        Conversation conversation = Conversation.start();
        for (int i = 0; i < 30; i++) {
            int first = 20 * i;
            conversation.add(turn(
                    "more",
                    Intent.FIND,
                    false,
                    IntStream.range(first, first + 20)
                            .mapToObj(Integer::toString)
                            .toArray(String[]::new)));
        }

        assertThat(conversation.state().shown())
                .hasSize(ConversationState.MAX_SHOWN)
                .startsWith(ItemId.of("100"))
                .endsWith(ItemId.of("599"));
    }

    @Test
    void of_aState_goesOnFromIt() {
        Conversation before = Conversation.start();
        before.add(Turn.of(
                "推荐九十年代的科幻片，不要恐怖的，像《异形》那样",
                Dialogues.REQUESTS.read("推荐九十年代的科幻片，不要恐怖的，像《异形》那样"),
                List.of(ItemId.of("1"), ItemId.of("3")),
                false));

        Conversation after = Conversation.of(before.state());

        assertThat(after.state()).isEqualTo(before.state());
        assertThat(Dialogues.READER.read("换一批", after.state())).isEqualTo(Dialogues.READER.read("换一批", before.state()));
    }

    @Test
    void state_components_arePlainValues() {
        assertPlain(ConversationState.class, new HashSet<>());
    }

    private static void assertPlain(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof ParameterizedType list) {
            assertThat(list.getRawType()).isEqualTo(List.class);
            assertPlain(list.getActualTypeArguments()[0], seen);
            return;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                assertPlain(component.getGenericType(), seen);
            }
            return;
        }
        assertThat(plain.isEnum() || plain.isPrimitive() || plain == String.class)
                .as("%s is an enum, a primitive or a text", plain)
                .isTrue();
    }

    @Test
    void add_byManyThreads_losesNone() throws Exception {
        Conversation conversation = Conversation.start();
        int threads = 8;
        int each = 50;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(thread -> pool.submit(() -> {
                        start.await();
                        for (int i = 0; i < each; i++) {
                            conversation.add(turn("t", Intent.FIND, false, thread + "-" + i));
                        }
                        return null;
                    }))
                    .toList();
            start.countDown();
            for (Future<?> future : running) {
                future.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(conversation.state().shown()).hasSize(threads * each).doesNotHaveDuplicates();
        assertThat(conversation.state().turns()).hasSize(ConversationState.MAX_TURNS);
    }

    @Test
    void state_withTooManyTurns_isRefused() {
        List<Turn> turns = Collections.nCopies(11, turn("t", Intent.FIND, false, "a"));

        assertThatThrownBy(() -> new ConversationState(turns, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("turns: expected at most 10, found 11");
    }

    @Test
    void condition_withValuesOfAnotherForm_isRefused() {
        assertThatThrownBy(() -> new Condition(Kind.GENRES, List.of("科幻"), false, Strength.STATED, "科幻"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("condition of kind GENRES: expected names of genres such as SCI_FI, found [科幻]");
        assertThatThrownBy(() -> new Condition(Kind.YEARS, List.of("1990"), false, Strength.STATED, "1990"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a first and a last year, found [1990]");
        assertThatThrownBy(() -> new Condition(Kind.POPULARITY, List.of("so so"), false, Strength.STATED, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected known or hidden");
    }
}
