package io.movieai.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.movieai.store.lucene.LuceneStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an index folder that is damaged, foreign, out of date or none. */
class IndexFolderCommandLineTest {
    private static final String HEADER = "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n";
    private static final byte[] NO_UTF8 = {(byte) 0xff, (byte) 0xfe, 'x'};

    @TempDir
    private Path folder;

    private Path data = Path.of("");
    private Path index = Path.of("");
    private String out = "";
    private String err = "";

    @BeforeEach
    void writeData() throws IOException {
        data = Files.createDirectory(folder.resolve("films"));
        index = folder.resolve("index");
        Files.writeString(data.resolve("films.item"), HEADER + """
                1\tMatrix, The\t1999\tAction Sci-Fi
                2\tAlien\t1979\tHorror Sci-Fi
                3\tContact\t1997\tDrama Sci-Fi
                4\tFargo\t1996\tCrime Drama
                5\tGattaca\t1997\tDrama Sci-Fi
                """);
    }

    private int run(String command, String... rest) {
        return runAt(index.toString(), command, rest);
    }

    private int runAt(String index, String command, String... rest) {
        ProgramRun run = ProgramRun.of(
                Stream.concat(Stream.of(command, "--data", data.toString(), "--index", index), Stream.of(rest))
                        .toArray(String[]::new));
        out = run.out();
        err = run.err();
        return run.code();
    }

    private long records() {
        try (LuceneStore store = LuceneStore.open(
                index.resolve("lucene"),
                FilmOptions.usualModel(FilmOptions.Store.LUCENE).space())) {
            return store.count();
        }
    }

    @Test
    void ask_keptFilmsThatWereDeletedOrCut_readsTheFilmsAgain() throws IOException {
        assertThat(run("ask", "科幻片")).as(err).isZero();
        String answer = out;
        Path films = index.resolve("films.jsonl");
        String kept = Files.readString(films);
        Files.writeString(films, kept.lines().limit(2).reduce("", (a, b) -> a + b + "\n"));

        assertThat(run("ask", "科幻片")).isZero();
        assertThat(out).isEqualTo(answer);
        assertThat(err).contains(index.toString(), "damaged");
        assertThat(films).hasContent(kept);
        Files.delete(films);
        assertThat(run("ask", "科幻片")).isZero();
        assertThat(out).isEqualTo(answer);
        assertThat(err).contains("damaged");
        assertThat(run("ask", "科幻片")).isZero();
        assertThat(err).isEmpty();
    }

    @Test
    void ask_keptFilmsOrStampThatAreNoText_readsTheFilmsAgain() throws IOException {
        run("ask", "科幻片");
        String answer = out;
        for (String file : new String[] {"films.jsonl", "stamp.txt"}) {
            Files.write(index.resolve(file), NO_UTF8);

            assertThat(run("ask", "科幻片")).as(file + err).isZero();
            assertThat(out).isEqualTo(answer);
        }
    }

    @Test
    void ask_sourceThatIsNoText_isRefusedWithFileAndAdvice() throws IOException {
        run("ask", "科幻片");
        Files.write(index.resolve("source.txt"), NO_UTF8);

        assertThat(run("ask", "科幻片")).isEqualTo(ExitCodes.INDEX);
        assertThat(err).contains("source.txt", "UTF-8", "remove it to index again");
        assertThat(run("doctor")).isEqualTo(ExitCodes.INDEX);
        assertThat(out).contains("[FAIL] Index: ", "source.txt");
    }

    @Test
    void doctor_anIndexInUse_saysSoAsNoFailure() {
        assertThat(run("ingest")).as(err).isZero();
        try (LuceneStore held = LuceneStore.open(
                index.resolve("lucene"),
                FilmOptions.usualModel(FilmOptions.Store.LUCENE).space())) {
            assertThat(run("doctor")).as(out).isZero();
            assertThat(out)
                    .contains("[ok]   Index: ", index.toString(), "in use by another process")
                    .doesNotContain("[FAIL]");
            assertThat(held.count()).isEqualTo(5);
        }
    }

    @Test
    void ask_strictAfterALenientReading_readsAgainAndStops() throws IOException {
        Files.writeString(data.resolve("films.item"), HEADER + "1\tAlien\t1979\tHorror\n2\n3\tHeat\tnever\tCrime\n");
        assertThat(run("ask", "恐怖片")).as(err).isZero();

        assertThat(run("ask", "--strict", "恐怖片")).isEqualTo(ExitCodes.DATA);
        assertThat(err).contains("films.item:3");
        assertThat(run("ingest")).isZero();
        assertThat(err).contains("Skipped when the data was read: 1 line; left out: 1 value.");
    }

    @Test
    void ask_strictAfterAReadingWithoutFault_answersFromTheIndex() throws IOException {
        run("ask", "科幻片");
        Path films = index.resolve("films.jsonl");
        Object before = Files.getLastModifiedTime(films);

        assertThat(run("ask", "--strict", "科幻片")).as(err).isZero();
        assertThat(Files.getLastModifiedTime(films)).isEqualTo(before);
    }

    @Test
    void ask_anIndexOfAnotherBuildOfTheProgram_readsTheFilmsAgain() throws IOException {
        run("ask", "科幻片");
        Path stamp = index.resolve("stamp.txt");
        String current = Files.readString(stamp);
        assertThat(current).contains("program " + ProgramVersion.current());
        Files.writeString(stamp, current.replace("program " + ProgramVersion.current(), "program 0.0.1 00000000"));

        assertThat(run("doctor")).isZero();
        assertThat(out).contains("older than the films or the program");
        assertThat(run("ask", "科幻片")).isZero();
        assertThat(stamp).hasContent(current);
    }

    @Test
    void stamp_ofAFolder_countsOnlyTheFilesThatAreRead() throws IOException {
        run("ask", "科幻片");
        String before = Files.readString(index.resolve("stamp.txt"));
        Files.writeString(data.resolve("notes.txt"), "mine");

        FilmSource source = new FilmSource(Optional.of(data), false);
        assertThat(before).endsWith(source.stamp());
        Files.writeString(data.resolve("films.inter"), "user_id:token\titem_id:token\trating:float\n7\t1\t5\n");
        assertThat(source.stamp()).contains("films.inter").isNotEqualTo(before);
    }

    @Test
    void ingest_filmsOfAnInterruptedRunThatAreGone_leaveTheIndex() throws IOException {
        run("ingest");
        Files.writeString(data.resolve("films.item"), HEADER + "1\tMatrix, The\t1999\tAction\n9\tHeat\t1995\tCrime\n");
        run("ingest");
        // As an interrupted run leaves it: the index is ahead of what was completed.
        Files.delete(index.resolve("stamp.txt"));
        Files.delete(index.resolve("films.jsonl"));
        Files.writeString(data.resolve("films.item"), HEADER + "1\tMatrix, The\t1999\tAction\n");

        assertThat(run("ingest")).as(err).isZero();
        assertThat(records()).isEqualTo(1);
        assertThat(Files.readString(index.resolve("ids.txt"))).isEqualTo("1\n");
    }

    @Test
    void ask_indexThatIsAFile_isRefusedWithAdvice() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        for (Path place : new Path[] {file, file.resolve("below")}) {
            assertThat(runAt(place.toString(), "ask", "科幻片")).isEqualTo(ExitCodes.INDEX);
            assertThat(err).contains(file.toString(), "expected a folder", "--index");
            assertThat(runAt(place.toString(), "doctor")).isEqualTo(ExitCodes.INDEX);
        }
        assertThat(file).hasContent("x");
    }

    @Test
    void ask_indexThatCannotBeMade_isRefusedWithAdvice() {
        assumeThat(Path.of("/proc/self"))
                .as("a file system without new folders")
                .exists();

        assertThat(runAt("/proc/none/index", "ask", "科幻片")).isEqualTo(ExitCodes.INDEX);
        assertThat(err).contains("/proc/none", "permissions", "--index");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void ask_indexWithoutAName_isAUsageError(String name) {
        assertThat(runAt(name, "ask", "--json", "科幻片")).isEqualTo(ExitCodes.USAGE);
        assertThat(err).contains("--index: expected the name of a folder");
        assertThat(out).contains("\"code\":\"usage\"");
    }

    @Test
    void doctor_anIndexOfOtherData_endsWithTheCodeOfAsk() throws IOException {
        run("ask", "科幻片");
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.copy(data.resolve("films.item"), other.resolve("other.item"));
        data = other;

        assertThat(run("doctor")).isEqualTo(ExitCodes.INDEX);
        assertThat(out).contains("[FAIL] Index: ", "expected an index of " + other);
        data = folder.resolve("none");
        assertThat(run("doctor")).isEqualTo(ExitCodes.DATA);
        assertThat(out).contains("[FAIL] Films");
    }

    @Test
    void doctor_keptFilmsThatAreDamaged_saysWhatHappensNext() throws IOException {
        run("ask", "科幻片");
        Files.writeString(index.resolve("films.jsonl"), "");

        assertThat(run("doctor")).isZero();
        assertThat(out).contains("5 records", "damaged; the next command reads them again", "[ok]   Configuration: ");
    }

    @Test
    void doctor_filmsWithFaults_countsThem() throws IOException {
        Files.writeString(data.resolve("films.item"), HEADER + "1\tAlien\t1979\tHorror\n2\n");

        assertThat(run("doctor")).isZero();
        assertThat(out).contains("1 film (", "skipped 1 line, left out no values");
    }
}
