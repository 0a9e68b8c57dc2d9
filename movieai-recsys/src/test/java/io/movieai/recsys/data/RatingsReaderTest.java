package io.movieai.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatingsReaderTest {
    @TempDir
    Path folder;

    private final TokenIndex users = new TokenIndex();
    private final TokenIndex items = new TokenIndex();
    private final List<String> ratings = new ArrayList<>();

    private Path file(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private ReadReport read(Path path, ReadOptions options) throws IOException {
        return new RatingsReader(options)
                .read(
                        path,
                        users,
                        items,
                        (user, item, rating, timestamp) -> ratings.add(users.token(user)
                                + " " + items.token(item) + " " + rating + " "
                                + (timestamp == RatingConsumer.NO_TIMESTAMP ? "-" : Long.toString(timestamp))));
    }

    private ReadReport read(Path path) throws IOException {
        return read(path, ReadOptions.DEFAULT);
    }

    @Test
    void read_atomicFile_takesColumnsInAnyOrder() throws IOException {
        ReadReport report = read(file(
                "x.inter",
                lines(
                        "timestamp:float\titem_id:token\tcity:token\trating:float\tuser_id:token",
                        "8.8E8\tF1\tx\t4\tann",
                        "\t",
                        "881250949\tF2\ty\t2.5\tann",
                        "7\tF1\tz\t0\t李")));

        assertThat(ratings).containsExactly("ann F1 4.0 880000000", "ann F2 2.5 881250949", "李 F1 0.0 7");
        assertThat(report.linesRead()).isEqualTo(3);
        assertThat(report.linesSkipped()).isZero();
        assertThat(report.warningCount()).isZero();
    }

    @Test
    void read_headerWithoutTypes_isTaken() throws IOException {
        read(file("x.inter", "user_id\titem_id\trating\ttimestamp\n1\t2\t5.0\t3\n"));

        assertThat(ratings).containsExactly("1 2 5.0 3");
    }

    @Test
    void read_withoutRatingAndTimestamp_tellsThatTheyAreMissing() throws IOException {
        read(file("x.inter", "user_id:token\titem_id:token\nu\ti\n"));

        assertThat(ratings).containsExactly("u i NaN -");
    }

    @Test
    void read_commaSeparatedFile_isRead() throws IOException {
        read(file("ratings.csv", "\uFEFFuserId,movieId,rating,timestamp\r\n1,31,2.5,1260759144\r\n\"a,b\",31,5,9\r\n"));

        assertThat(ratings).containsExactly("1 31 2.5 1260759144", "a,b 31 5.0 9");
    }

    @ParameterizedTest
    @CsvSource({"ratings.dat,::", "u.data,'\t'", "u1.base,'\t'", "u1.test,'\t'"})
    void read_filesWithoutHeader_areRead(String name, String separator) throws IOException {
        read(file(name, "1::31::2.5::12\n2::30::5::13\n".replace("::", separator)));

        assertThat(ratings).containsExactly("1 31 2.5 12", "2 30 5.0 13");
    }

    @Test
    void read_severalFiles_shareTheirNumbering() throws IOException {
        read(file("a.inter", "user_id:token\titem_id:token\nu\ti\nv\tj\n"));
        read(file("b.inter", "user_id:token\titem_id:token\nv\ti\nw\tk\n"));

        assertThat(ratings).containsExactly("u i NaN -", "v j NaN -", "v i NaN -", "w k NaN -");
        assertThat(users.size()).isEqualTo(3);
        assertThat(items.size()).isEqualTo(3);
    }

    @Test
    void read_folder_readsItsRatingsWithOrWithoutFilms() throws IOException {
        file("ratings.csv", "userId,movieId,rating,timestamp\n1,1,2.5,12\n");

        read(folder);

        assertThat(ratings).containsExactly("1 1 2.5 12");
    }

    @Test
    void read_folderWithoutRatings_saysWhatWasLookedFor() throws IOException {
        file("movies.csv", "movieId,title,genres\n1,A,Drama\n");

        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(
                        folder + ": expected a RecBole NAME.inter, MovieLens' u.data, ratings.dat or ratings.csv, found"
                                + " movies.csv");
    }

    @Test
    void read_folderWithSeveralParts_needsOneOfThem() throws IOException {
        file("x.train.inter", "user_id\titem_id\nu\ti\n");
        file("x.test.inter", "user_id\titem_id\nu\tj\n");

        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(folder
                        + ": expected one RecBole .inter file, found x.test.inter, x.train.inter: give one of them");
    }

    @Test
    void read_badLines_areSkippedAndReported() throws IOException {
        Path file = file(
                "u.data",
                lines(
                                "1\t10\t5\t100",
                                "1\t11\t5",
                                "1\t11\t5\t100\t7",
                                "1\t11\tgood\t100",
                                "1\t11\tNaN\t100",
                                "1\t11\t5.5\t100",
                                "1\t11\t-1\t100",
                                "1\t11\t5\tnoon",
                                "\t11\t5\t100",
                                "1\t \t5\t100",
                                "1\t1\0\t5\t100",
                                "2\t12\t1\t101")
                        + "2\t13\t4");

        ReadReport report = read(file);

        assertThat(ratings).containsExactly("1 10 5.0 100", "2 12 1.0 101");
        assertThat(items.size()).as("nothing of a bad line gets into the index").isEqualTo(2);
        assertThat(report.linesRead()).isEqualTo(13);
        assertThat(report.linesSkipped()).isEqualTo(11);
        assertThat(report.problems())
                .extracting(problem -> problem.toString().replace(file + ":", ""))
                .containsExactly(
                        "2: expected 4 fields, found 3 in \"1\\t11\\t5\"",
                        "3: expected 4 fields, found 5 in \"1\\t11\\t5\\t100\\t7\"",
                        "4: expected a rating from 0 to 5.0, found \"good\"",
                        "5: expected a rating from 0 to 5.0, found \"NaN\"",
                        "6: expected a rating from 0 to 5.0, found \"5.5\"",
                        "7: expected a rating from 0 to 5.0, found \"-1\"",
                        "8: expected a timestamp, found \"noon\"",
                        "9: expected a user and an item in UTF-8, found \"\" and \"11\"",
                        "10: expected a user and an item in UTF-8, found \"1\" and \"\"",
                        "11: expected a user and an item in UTF-8, found \"1\" and \"1\\u0000\"",
                        "13: expected 4 fields, found 3 in \"2\\t13\\t4\", where the file ends: it seems to be cut off");
    }

    @Test
    void read_badLineInStrictMode_throws() throws IOException {
        Path file = file("u.data", "1\t10\t5\t100\n1\t11\t6\t100\n");

        assertThatThrownBy(() -> read(file, ReadOptions.DEFAULT.withStrict(true)))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(file + ":2: expected a rating from 0 to 5.0, found \"6\"");
        assertThat(ratings).containsExactly("1 10 5.0 100");
    }

    @Test
    void read_otherScale_isTakenWhenSaid() throws IOException {
        read(file("u.data", "1\t10\t10\t100\n"), ReadOptions.DEFAULT.withMaxRating(10));

        assertThat(ratings).containsExactly("1 10 10.0 100");
    }

    @Test
    void read_lastLineWithoutBreak_warns() throws IOException {
        Path file = file("u.data", "1\t10\t5\t100\n1\t11\t5\t10");

        ReadReport report = read(file);

        assertThat(ratings).hasSize(2);
        assertThat(report.warnings())
                .containsExactly(new ReadProblem(
                        file, 2, "expected a line break at the end of the file, found none: it may be cut off"));
    }

    @Test
    void read_moreProblemsThanListed_areCounted() throws IOException {
        ReadReport report = read(file("u.data", "bad\n".repeat(250)));

        assertThat(report.problems()).hasSize(ReadReport.LISTED);
        assertThat(report.linesSkipped()).isEqualTo(250);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.inter      | item_id:token                            | a header with a column user_id, found the columns",
                "x.inter      | user_id:token,item_id:tokn               | a column type token",
                "x.inter      | user_id:token,item_id:token,item_id:token| one column item_id or movie_id, found item_id and item_id",
                "ratings.csv  | userId,rating                            | a header with a column item_id or movie_id",
                "ratings.txt  | 1                                        | a file of ratings (.inter",
            })
    void read_unusableFile_throwsInAnyMode(String name, String header, String message) throws IOException {
        Path file = file(name, (name.endsWith("csv") ? header : header.replace(',', '\t')) + "\n");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("expected " + message);
    }

    @Test
    void readOptions_badScale_isRefused() {
        assertThatThrownBy(() -> ReadOptions.DEFAULT.withMaxRating(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxRating: expected a finite number above 0, found 0.0");
        assertThatThrownBy(() -> ReadOptions.DEFAULT.withMaxRating(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
