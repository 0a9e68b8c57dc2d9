package io.movieai.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderFuzzTest {
    private static final RequestReader READER = RequestReader.of(TestFilms.catalog(), TestFilms.CLOCK);
    private static final String SYMBOLS = "《》“”\"'()，。、；！？,.;!? 　\n-~·";
    private static final List<String> WORDS = words();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_240_601, 77})
    void read_randomTexts_neverThrowsAndKeepsItsPromises(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String text = randomText(random, 1 + random.nextInt(i % 50 == 0 ? 3000 : 80));
            Reading reading = READER.read(text);

            assertThat(reading)
                    .as("seed %d, text %d: %s", seed, i, text)
                    .satisfies(read -> keepsItsPromises(read, text));
            assertThat(READER.read(text))
                    .as("seed %d: read twice: %s", seed, text)
                    .isEqualTo(reading);
        }
    }

    private static void keepsItsPromises(Reading reading, String text) {
        assertThat(reading.text()).isEqualTo(text);
        List<Span> spans = new ArrayList<>();
        reading.constraints().forEach(constraint -> spans.add(constraint.span()));
        reading.titles().forEach(title -> spans.add(title.span()));
        reading.signals().forEach(signal -> spans.add(signal.span()));
        reading.unchecked().forEach(unchecked -> spans.add(unchecked.span()));
        for (Span span : spans) {
            assertThat(span.end()).isLessThanOrEqualTo(Math.min(text.length(), RequestReader.LONGEST_TEXT));
            assertThat(span.of(text)).isNotBlank();
        }
        reading.count().ifPresent(count -> assertThat(count).isBetween(1, 100));
        assertThat(reading.truncated()).isEqualTo(text.length() > RequestReader.LONGEST_TEXT);
        for (Constraint constraint : reading.constraints()) {
            if (constraint instanceof Constraint.Years years) {
                assertThat(years.from()).isBetween(1880, 2200);
                assertThat(years.to()).isBetween(years.from(), 2200);
            }
        }
    }

    /** Characters of the folded text that the reader looks at, for one text and for the same four times in a row. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 4, 5, 6})
    void read_longerTexts_looksAtCharactersInProportion(long seed) {
        Random random = new Random(seed);
        String text = randomText(random, 400).substring(0, 400);

        long once = looks(text);
        long fourTimes = looks(text + text + text + text);

        assertThat(fourTimes).as("seed %d: %s", seed, text).isLessThan(once * 6);
    }

    private static long looks(String text) {
        AtomicLong looks = new AtomicLong();
        READER.read(text, folded -> new Counted(folded, looks));
        return looks.get();
    }

    /** A text that counts how often one of its characters is looked at or copied. */
    private record Counted(CharSequence text, AtomicLong looks) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks.incrementAndGet();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            looks.addAndGet(end - start);
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            looks.addAndGet(text.length());
            return text.toString();
        }
    }

    private static String randomText(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            switch (random.nextInt(8)) {
                case 0 -> text.append((char) (0x4e00 + random.nextInt(0x5200)));
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.appendCodePoint(random.nextInt(0x20000));
                case 3 -> text.append(SYMBOLS.charAt(random.nextInt(SYMBOLS.length())));
                case 4 -> text.append(random.nextInt(3000));
                default -> text.append(WORDS.get(random.nextInt(WORDS.size())));
            }
        }
        return text.toString();
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (String resource : List.of("cues.tsv", "qualities.tsv", "countries.tsv", "matters.tsv")) {
            Vocabulary.rows(resource, 2).forEach(row -> words.addAll(row.phrases()));
        }
        Vocabulary.rows("genres.tsv", 4).forEach(row -> words.addAll(row.phrases()));
        Vocabulary.rows("readings.tsv", 2).forEach(row -> words.add(row.cells().get(0)));
        return words;
    }
}
