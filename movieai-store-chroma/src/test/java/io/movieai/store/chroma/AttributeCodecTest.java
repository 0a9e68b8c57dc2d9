package io.movieai.store.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.embedding.Embedding;
import io.movieai.store.Attributes;
import io.movieai.store.VectorRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeCodecTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static VectorRecord record(Attributes attributes, String version) {
        return new VectorRecord("id", Embedding.of(new float[] {1}), "", attributes, version);
    }

    @Test
    void metadata_film_hasPlainKeysToFilterByAndTheExactForm() {
        Attributes attributes = Attributes.builder()
                .put("title", "黑客帝国")
                .put("year", 1999)
                .put("rating", 9.1)
                .put("seen", true)
                .put("genres", List.of("科幻", "动作"))
                .put("a:b", "has no plain key")
                .put("plot", "字".repeat(257))
                .build();

        assertThat(AttributeCodec.metadata(record(attributes, "v1")))
                .containsOnly(
                        entry("title", "黑客帝国"),
                        entry("year", 1999L),
                        entry("rating", 9.1),
                        entry(":rating", 9L),
                        entry("seen", true),
                        entry("genres:科幻", 1L),
                        entry("genres:动作", 1L),
                        entry("movieai:format", 2),
                        entry("movieai:version", "v1"),
                        entry(
                                "movieai:attributes",
                                "{\"a:b\":\"has no plain key\",\"genres\":[\"科幻\",\"动作\"],\"plot\":\"" + "字".repeat(257)
                                        + "\",\"rating\":9.1,\"seen\":true,\"title\":\"黑客帝国\",\"year\":1999}"));
    }

    @Test
    void metadata_withoutAttributesAndVersion_isMarkedAsOurs() throws Exception {
        var metadata = AttributeCodec.metadata(record(Attributes.EMPTY, ""));

        assertThat(metadata).containsOnly(entry("movieai:format", 2));
        assertThat(AttributeCodec.attributes(JSON.valueToTree(metadata))).isEqualTo(Attributes.EMPTY);
        assertThat(AttributeCodec.version(JSON.valueToTree(metadata))).isEmpty();
    }

    @Test
    void attributes_ofOtherProgram_areItsPlainMetadata() throws Exception {
        String metadata =
                "{\"title\": \"Heat\", \"year\": 1995, \"rating\": 8.0, \"seen\": false, \"tags\": [\"a\", \"b\"],"
                        + " \"great\": 12345678901234567890, \" \": \"blank\", \"none\": null, \"numbers\": [1, 2]}";

        assertThat(AttributeCodec.attributes(JSON.readTree(metadata)))
                .isEqualTo(Attributes.builder()
                        .put("title", "Heat")
                        .put("year", 1995)
                        .put("rating", 8.0)
                        .put("seen", false)
                        .put("tags", List.of("a", "b"))
                        .build());
        assertThat(AttributeCodec.attributes(null)).isEqualTo(Attributes.EMPTY);
        assertThat(AttributeCodec.version(null)).isEmpty();
    }
}
