package io.movieai.recsys.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.movieai.IncompatibleModelException;
import io.movieai.recsys.model.Profiles;
import io.movieai.recsys.model.RecommenderModel;
import io.movieai.recsys.safetensors.Safetensors;
import io.movieai.recsys.safetensors.SafetensorsFile;
import io.movieai.recsys.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Saves models as safetensors and loads them, whoever wrote them.
 *
 * <p>Needed: metadata {@code user_ids} and {@code item_ids}, JSON lists of texts, and the model's tensors; {@code kind} says
 * which, and without it {@code user_factors} and {@code item_factors} are expected, one row each. Optional: {@code known.start}
 * and {@code known.item}, the items that each user has met in compressed rows, {@code known.rating} with their ratings, and
 * {@code popularity}. Every other text of the
 * metadata is provenance. {@code docs/recbole-export.md} shows how to write such a file from Python.
 */
public final class ModelFile {
    private static final String USER_IDS = "user_ids";
    private static final String ITEM_IDS = "item_ids";
    private static final String KNOWN_START = "known.start";
    private static final String KNOWN_ITEM = "known.item";
    private static final String KNOWN_RATING = "known.rating";
    private static final String POPULARITY = "popularity";

    private ModelFile() {}

    /**
     * Saves a model; a file of that name is replaced at once when the new one is complete.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, ServedModel served) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, String> metadata = new LinkedHashMap<>(served.provenance());
        metadata.put(USER_IDS, mapper.writeValueAsString(served.userIds()));
        metadata.put(ITEM_IDS, mapper.writeValueAsString(served.itemIds()));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        ModelTensors.write(served.model(), "", tensors, metadata);
        Profiles known = served.known();
        int[] start = new int[known.userCount() + 1];
        Arrays.setAll(start, known::start);
        int[] item = new int[known.size()];
        Arrays.setAll(item, known::item);
        float[] rating = new float[known.size()];
        for (int e = 0; e < rating.length; e++) {
            rating[e] = known.weight(e);
        }
        tensors.put(KNOWN_START, Tensor.of(start));
        tensors.put(KNOWN_ITEM, Tensor.of(item));
        tensors.put(KNOWN_RATING, Tensor.of(rating));
        if (!served.popularity().isEmpty()) {
            float[] popularity = new float[served.popularity().size()];
            for (int i = 0; i < popularity.length; i++) {
                popularity[i] = served.popularity().get(i);
            }
            tensors.put(POPULARITY, Tensor.of(popularity));
        }
        SafetensorsFile.write(file, new Safetensors(tensors, metadata));
    }

    /**
     * Loads a model and checks everything that serving relies on.
     *
     * @throws IncompatibleModelException if the file is truncated, foreign or inconsistent, or holds numbers that are not finite
     * @throws IOException if it is missing or cannot be read
     */
    public static ServedModel read(Path file) throws IOException {
        Safetensors content = SafetensorsFile.read(file);
        try {
            return read(content);
        } catch (IllegalArgumentException e) {
            throw new IncompatibleModelException(
                    "CandidateRecommender", String.valueOf(file.getFileName()), String.valueOf(e.getMessage()), e);
        }
    }

    private static ServedModel read(Safetensors content) {
        List<String> userIds = identities(content, USER_IDS);
        List<String> itemIds = identities(content, ITEM_IDS);
        Profiles known = Profiles.empty(userIds.size());
        if (content.tensors().containsKey(KNOWN_START)) {
            int[] item = content.tensor(KNOWN_ITEM).ints();
            float[] rating;
            if (content.tensors().containsKey(KNOWN_RATING)) {
                rating = content.tensor(KNOWN_RATING).floats();
            } else {
                rating = new float[item.length];
                Arrays.fill(rating, 1);
            }
            known = Profiles.of(content.tensor(KNOWN_START).ints(), item, rating, itemIds.size());
        }
        if (known.userCount() != userIds.size()) {
            throw new IllegalArgumentException(
                    "expected " + KNOWN_START + " for " + userIds.size() + " users, found it for " + known.userCount());
        }
        List<Float> popularity = new ArrayList<>();
        if (content.tensors().containsKey(POPULARITY)) {
            for (float value : content.tensor(POPULARITY).floats()) {
                popularity.add(value);
            }
        }
        RecommenderModel model = ModelTensors.read(content, "", known);
        Map<String, String> provenance = new LinkedHashMap<>(content.metadata());
        provenance.keySet().removeIf(key -> key.equals(USER_IDS) || key.equals(ITEM_IDS) || ModelTensors.isKind(key));
        return new ServedModel(model, userIds, itemIds, known, popularity, provenance);
    }

    private static List<String> identities(Safetensors content, String key) {
        try {
            List<String> identities =
                    new ObjectMapper().readValue(content.text(key), new TypeReference<List<String>>() {});
            if (identities == null || identities.stream().anyMatch(id -> id == null)) {
                throw new IllegalArgumentException("expected " + key + " as a list of texts, found null");
            }
            return identities;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected " + key + " as a JSON list of texts, found something else", e);
        }
    }
}
