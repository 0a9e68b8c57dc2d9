package io.movieai.embedding.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.movieai.IncompatibleModelException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What an encoder reads and which of its outputs is read.
 *
 * @param inputs the names of the inputs, each of which is one of the constants of this class
 * @param output the name of the output
 * @param perToken whether the output has a vector for each token ({@code [texts, tokens, dimension]}), or one for each text
 */
record EncoderSignature(List<String> inputs, String output, boolean perToken) {
    /** The token ids. */
    static final String INPUT_IDS = "input_ids";

    /** 1 for tokens, 0 for padding. */
    static final String ATTENTION_MASK = "attention_mask";

    /** 0 for the first of two texts, and here for all. Not every model has it. */
    static final String TOKEN_TYPE_IDS = "token_type_ids";

    private static final List<String> PER_TOKEN = List.of("last_hidden_state", "token_embeddings");
    private static final List<String> PER_TEXT = List.of("sentence_embedding");

    /**
     * Reads the signature of a model.
     *
     * @throws IncompatibleModelException if it wants other inputs, or has no output or several that could be the vectors
     */
    static EncoderSignature of(String model, OrtSession session) throws OrtException {
        List<String> inputs = new ArrayList<>();
        for (NodeInfo input : session.getInputInfo().values()) {
            boolean known = List.of(INPUT_IDS, ATTENTION_MASK, TOKEN_TYPE_IDS).contains(input.getName());
            if (!known || !is(input, OnnxJavaType.INT64, 2)) {
                throw incompatible(
                        model,
                        "inputs " + INPUT_IDS + ", " + ATTENTION_MASK + " and perhaps " + TOKEN_TYPE_IDS
                                + ", each int64 [texts, tokens]",
                        session.getInputInfo().values());
            }
            inputs.add(input.getName());
        }
        for (String needed : List.of(INPUT_IDS, ATTENTION_MASK)) {
            if (!inputs.contains(needed)) {
                throw incompatible(
                        model, "an input " + needed, session.getInputInfo().values());
            }
        }
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        String perToken = choose(model, outputs, 3, PER_TOKEN);
        if (!perToken.isEmpty()) {
            return new EncoderSignature(List.copyOf(inputs), perToken, true);
        }
        String perText = choose(model, outputs, 2, PER_TEXT);
        if (perText.isEmpty()) {
            throw incompatible(
                    model, "an output of float [texts, tokens, dimension] or [texts, dimension]", outputs.values());
        }
        return new EncoderSignature(List.copyOf(inputs), perText, false);
    }

    /** Returns the output of that rank, the best known name where there are several, or an empty name where there is none. */
    private static String choose(String model, Map<String, NodeInfo> outputs, int rank, List<String> known) {
        List<String> candidates = outputs.values().stream()
                .filter(output -> is(output, OnnxJavaType.FLOAT, rank))
                .map(NodeInfo::getName)
                .toList();
        if (candidates.size() <= 1) {
            return candidates.isEmpty() ? "" : candidates.get(0);
        }
        return known.stream()
                .filter(candidates::contains)
                .findFirst()
                .orElseThrow(() ->
                        incompatible(model, "one output of vectors, or one named as in " + known, outputs.values()));
    }

    private static boolean is(NodeInfo node, OnnxJavaType type, int rank) {
        return node.getInfo() instanceof TensorInfo tensor && tensor.type == type && tensor.getShape().length == rank;
    }

    private static IncompatibleModelException incompatible(String model, String expected, Collection<NodeInfo> found) {
        return new IncompatibleModelException("Embedder", model, "expected " + expected + ", found " + found, null);
    }
}
