package io.movieai.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every Java block that a reader can copy from the documents is a region of an example, which the build compiles. */
class SnippetsTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REGION = Pattern.compile("// snippet: \\S+\n(.*?)\n *// end", Pattern.DOTALL);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void javaBlocks_ofTheDocuments_areRegionsOfExamples() throws IOException {
        List<String> regions = new ArrayList<>();
        for (Path source : files(ROOT.resolve("movieai-examples/src/main"), ".java")) {
            Matcher matcher = REGION.matcher(Files.readString(source));
            while (matcher.find()) {
                regions.add(squeeze(matcher.group(1)));
            }
        }
        int blocks = 0;
        List<Path> documents = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
        documents.add(ROOT.resolve("README.md"));
        documents.add(ROOT.resolve("README.zh-CN.md"));
        for (Path document : documents) {
            Matcher matcher = BLOCK.matcher(Files.readString(document));
            while (matcher.find()) {
                blocks++;
                assertThat(regions).as("block of %s", document).contains(squeeze(matcher.group(1)));
            }
        }
        assertThat(blocks).as("Java blocks in the documents").isPositive();
    }

    /** Indentation and line breaks are the formatter's; the words are compared. */
    private static String squeeze(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
