package io.movieai.recsys.serving;

import io.movieai.recsys.model.BlendModel;
import io.movieai.recsys.model.FactorModel;
import io.movieai.recsys.model.FoldInModel;
import io.movieai.recsys.model.ItemSimilarityModel;
import io.movieai.recsys.model.NeighbourhoodModel;
import io.movieai.recsys.model.NeuMfModel;
import io.movieai.recsys.model.PopularityModel;
import io.movieai.recsys.model.Profiles;
import io.movieai.recsys.model.RecommenderModel;
import io.movieai.recsys.safetensors.Safetensors;
import io.movieai.recsys.safetensors.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The tensors of each kind of model. The names of a blend's parts begin with {@code part0.}, {@code part1.} and so on. */
final class ModelTensors {
    private static final String KIND = "kind";

    private ModelTensors() {}

    /** Returns whether a key of the metadata tells the kind of the model or of a part. */
    static boolean isKind(String key) {
        return key.equals(KIND) || key.matches("(part\\d+\\.)+kind");
    }

    static void write(
            RecommenderModel model, String prefix, Map<String, Tensor> tensors, Map<String, String> metadata) {
        if (model instanceof FactorModel factors) {
            metadata.put(prefix + KIND, "factors");
            float[][] users = new float[factors.userCount()][];
            Arrays.setAll(users, factors::userFactors);
            float[][] items = new float[factors.itemCount()][];
            Arrays.setAll(items, factors::itemFactors);
            tensors.put(prefix + "user_factors", Tensor.ofRows(users));
            tensors.put(prefix + "item_factors", Tensor.ofRows(items));
        } else if (model instanceof ItemSimilarityModel linear) {
            metadata.put(prefix + KIND, "item_similarity");
            float[][] similarity = new float[linear.itemCount()][linear.itemCount()];
            for (int j = 0; j < similarity.length; j++) {
                for (int i = 0; i < similarity.length; i++) {
                    similarity[j][i] = linear.similarity(j, i);
                }
            }
            tensors.put(prefix + "similarity", Tensor.ofRows(similarity));
            writeProfiles(linear.profiles(), prefix + "profile.", tensors);
        } else if (model instanceof NeighbourhoodModel neighbours) {
            metadata.put(prefix + KIND, "neighbourhood");
            writeProfiles(neighbours.similarity(), prefix + "similarity.", tensors);
            writeProfiles(neighbours.profiles(), prefix + "profile.", tensors);
        } else if (model instanceof PopularityModel popularity) {
            metadata.put(prefix + KIND, "popularity");
            tensors.put(prefix + "scores", Tensor.of(popularity.scores()));
            tensors.put(prefix + "users", Tensor.of(new int[] {popularity.userCount()}));
        } else if (model instanceof NeuMfModel neuMf) {
            metadata.put(prefix + KIND, "neumf");
            neuMf.parameters().forEach((name, rows) -> tensors.put(prefix + name, Tensor.ofRows(rows)));
        } else if (model instanceof BlendModel blend) {
            metadata.put(prefix + KIND, "blend");
            tensors.put(prefix + "weights", Tensor.of(blend.weights()));
            for (int p = 0; p < blend.parts().size(); p++) {
                write(blend.parts().get(p), prefix + "part" + p + ".", tensors, metadata);
            }
        } else {
            throw new IllegalArgumentException("model: expected one of this library, found "
                    + model.getClass().getName());
        }
    }

    private static void writeProfiles(Profiles profiles, String prefix, Map<String, Tensor> tensors) {
        int[] start = new int[profiles.userCount() + 1];
        Arrays.setAll(start, profiles::start);
        int[] item = new int[profiles.size()];
        Arrays.setAll(item, profiles::item);
        float[] weight = new float[profiles.size()];
        for (int e = 0; e < weight.length; e++) {
            weight[e] = profiles.weight(e);
        }
        tensors.put(prefix + "start", Tensor.of(start));
        tensors.put(prefix + "item", Tensor.of(item));
        tensors.put(prefix + "weight", Tensor.of(weight));
    }

    /** Reads a model; {@code known} are the profiles of factors, which have none of their own. */
    static RecommenderModel read(Safetensors content, String prefix, Profiles known) {
        String kind = content.metadata().getOrDefault(prefix + KIND, "factors");
        return switch (kind) {
            case "factors" ->
                new FactorModel(
                        known,
                        content.tensor(prefix + "user_factors").rows(),
                        content.tensor(prefix + "item_factors").rows());
            case "item_similarity" -> {
                float[][] similarity = content.tensor(prefix + "similarity").rows();
                yield new ItemSimilarityModel(
                        readProfiles(content, prefix + "profile.", similarity.length), similarity);
            }
            case "neighbourhood" -> {
                int items = content.tensor(prefix + "similarity.start").ints().length - 1;
                yield new NeighbourhoodModel(
                        readProfiles(content, prefix + "profile.", items),
                        readProfiles(content, prefix + "similarity.", items));
            }
            case "popularity" ->
                new PopularityModel(
                        Arrays.stream(content.tensor(prefix + "users").ints()).sum(),
                        content.tensor(prefix + "scores").floats());
            case "neumf" -> NeuMfModel.of(name -> content.tensor(prefix + name).rows());
            case "blend" -> readBlend(content, prefix, known);
            default ->
                throw new IllegalArgumentException(
                        "expected kind factors, item_similarity, neighbourhood, popularity, neumf or blend, found "
                                + kind);
        };
    }

    private static BlendModel readBlend(Safetensors content, String prefix, Profiles known) {
        float[] weights = content.tensor(prefix + "weights").floats();
        List<FoldInModel> parts = new ArrayList<>();
        for (int p = 0; p < weights.length; p++) {
            if (read(content, prefix + "part" + p + ".", known) instanceof FoldInModel part) {
                parts.add(part);
            }
        }
        return new BlendModel(parts, weights);
    }

    private static Profiles readProfiles(Safetensors content, String prefix, int items) {
        return Profiles.of(
                content.tensor(prefix + "start").ints(),
                content.tensor(prefix + "item").ints(),
                content.tensor(prefix + "weight").floats(),
                items);
    }
}
