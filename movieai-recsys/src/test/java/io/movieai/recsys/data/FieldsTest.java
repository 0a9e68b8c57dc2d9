package io.movieai.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.recsys.ByteProgressListener;
import io.movieai.recsys.data.Fields.Separator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    @TempDir
    Path folder;

    private @Nullable List<@Nullable String> split(Separator separator, byte[] line) throws IOException {
        Path file = Files.write(folder.resolve("line"), line);
        try (LineReader reader = LineReader.open(file, ByteProgressListener.NONE)) {
            assertThat(reader.next()).isTrue();
            Fields fields = new Fields(separator);
            if (fields.split(reader) != null) {
                return null;
            }
            List<@Nullable String> texts = new ArrayList<>();
            for (int i = 0; i < fields.count(); i++) {
                texts.add(fields.utf8(i));
            }
            return texts;
        }
    }

    private @Nullable List<@Nullable String> split(Separator separator, String line) throws IOException {
        return split(separator, line.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void split_eachSeparator_separates() throws IOException {
        assertThat(split(Separator.TAB, "a\t\tc:d,\"e|\t")).containsExactly("a", "", "c:d,\"e|", "");
        assertThat(split(Separator.BAR, "a|b c||")).containsExactly("a", "b c", "", "");
        assertThat(split(Separator.DOUBLE_COLON, "1::Up: Again: Now::A|B"))
                .containsExactly("1", "Up: Again: Now", "A|B");
        assertThat(split(Separator.DOUBLE_COLON, "a:::b::")).containsExactly("a", ":b", "");
        assertThat(split(Separator.COMMA, "a, b ,,c")).containsExactly("a", "b", "", "c");
    }

    @Test
    void split_quotedFields_loseTheirQuotes() throws IOException {
        assertThat(split(Separator.COMMA, "7,\"Río, El \"\"Grande\"\" (1999)\",x"))
                .containsExactly("7", "Río, El \"Grande\" (1999)", "x");
        assertThat(split(Separator.COMMA, "\"\",\"\"\"\",a\"b")).containsExactly("", "\"", "a\"b");
        assertThat(split(Separator.COMMA, "\"a\",")).containsExactly("a", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,\"never closed", "1,\"closed\" too early,x", "\"", "\"a\"\""})
    void split_brokenQuotes_areAProblem(String line) throws IOException {
        assertThat(split(Separator.COMMA, line)).isNull();
    }

    @Test
    void split_moreFieldsThanUsual_findsAll() throws IOException {
        assertThat(split(Separator.BAR, "|".repeat(1000))).hasSize(1001);
    }

    @Test
    void utf8_otherBytes_areNoText() throws IOException {
        assertThat(split(Separator.TAB, new byte[] {'a', '\t', (byte) 0xe9, '\t', 'b', 0}))
                .containsExactly("a", null, null);
    }
}
