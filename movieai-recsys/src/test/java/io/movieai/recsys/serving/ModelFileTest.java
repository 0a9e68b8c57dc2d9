package io.movieai.recsys.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.movieai.IncompatibleModelException;
import io.movieai.recsys.safetensors.Safetensors;
import io.movieai.recsys.safetensors.SafetensorsFile;
import io.movieai.recsys.safetensors.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
    @TempDir
    private Path folder;

    private static Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new HashMap<>();
        tensors.put("user_factors", Tensor.ofRows(new float[][] {{1, 2}, {3, 4}}));
        tensors.put("item_factors", Tensor.ofRows(new float[][] {{1, 0}, {0, 1}, {1, 1}}));
        return tensors;
    }

    private static Map<String, String> metadata() {
        return new HashMap<>(Map.of("user_ids", "[\"7\", \"电影迷\"]", "item_ids", "[\"a\", \"b\", \"c\"]", "data", "x"));
    }

    private Path write(Map<String, Tensor> tensors, Map<String, String> metadata) throws Exception {
        Path file = folder.resolve("m.safetensors");
        SafetensorsFile.write(file, new Safetensors(tensors, metadata));
        return file;
    }

    private void assertRejected(Map<String, Tensor> tensors, Map<String, String> metadata, String... words)
            throws Exception {
        Path file = write(tensors, metadata);
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(IncompatibleModelException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void read_bareFactorsOfSomebodyElse_isAModel() throws Exception {
        ServedModel model = ModelFile.read(write(tensors(), metadata()));

        assertThat(model.userIds()).containsExactly("7", "电影迷");
        assertThat(model.provenance()).containsExactly(Map.entry("data", "x"));
        float[][] scores = new float[1][3];
        model.model().score(new int[] {1}, 0, 1, scores);
        assertThat(scores[0]).containsExactly(3, 4, 7);
    }

    @Test
    void read_withWrongIdentities_saysExpectedAndFound() throws Exception {
        Map<String, String> fewer = metadata();
        fewer.put("item_ids", "[\"a\", \"b\"]");
        assertRejected(tensors(), fewer, "expected 3 identities", "found 2");
        Map<String, String> repeated = metadata();
        repeated.put("item_ids", "[\"a\", \"b\", \"a\"]");
        assertRejected(tensors(), repeated, "different identities", "\"a\"");
        Map<String, String> missing = metadata();
        missing.remove("user_ids");
        assertRejected(tensors(), missing, "user_ids");
        Map<String, String> noJson = metadata();
        noJson.put("user_ids", "7, 8");
        assertRejected(tensors(), noJson, "user_ids", "JSON");
        Map<String, String> kind = metadata();
        kind.put("kind", "transformer");
        assertRejected(tensors(), kind, "kind", "transformer");
    }

    @Test
    void read_withWrongTensors_saysExpectedAndFound() throws Exception {
        Map<String, Tensor> otherDimension = tensors();
        otherDimension.put("user_factors", Tensor.ofRows(new float[][] {{1, 2, 3}, {3, 4, 5}}));
        assertRejected(otherDimension, metadata(), "expected 2 dimensions", "3");
        Map<String, Tensor> missing = tensors();
        missing.remove("item_factors");
        assertRejected(missing, metadata(), "item_factors");
        Map<String, Tensor> notANumber = tensors();
        notANumber.put("user_factors", Tensor.ofRows(new float[][] {{1, 2}, {Float.NaN, 4}}));
        assertRejected(notANumber, metadata(), "user_factors", "finite", "NaN");
        Map<String, Tensor> vector = tensors();
        vector.put("user_factors", Tensor.of(new float[] {1, 2}));
        assertRejected(vector, metadata(), "matrix", "F32[2]");
        Map<String, Tensor> known = tensors();
        known.put("known.start", Tensor.of(new int[] {0, 1, 2}));
        known.put("known.item", Tensor.of(new int[] {0, 3}));
        assertRejected(known, metadata(), "below 3", "item 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"t\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]}}",
                "{\"t\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"t\":{\"dtype\":\"F32\",\"shape\":[1000000,1000000],\"data_offsets\":[0,8]}}",
                "{\"t\":{\"dtype\":\"F32\",\"shape\":[1,1,2],\"data_offsets\":[0,8]}}",
                "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"t\":{}}",
                "{\"t\":7}",
                "[1, 2]",
                "{\"t\":"
            })
    void read_aHeaderThatLies_isRejected(String header) throws Exception {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("lies.safetensors");
        Files.write(
                file,
                ByteBuffer.allocate(16 + json.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length)
                        .put(json)
                        .array());

        assertThatThrownBy(() -> SafetensorsFile.read(file)).isInstanceOf(IncompatibleModelException.class);
    }
}
