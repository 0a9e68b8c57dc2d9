package io.movieai.embedding.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Map;

/** An encoder as its authors publish it: the file as it is, one text a run, nothing but ONNX Runtime. */
final class ReferenceEncoder implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    private final OrtSession session;
    private final Pooling pooling;

    ReferenceEncoder(Path file, Pooling pooling) throws OrtException {
        this.session = environment.createSession(file.toString(), options);
        this.pooling = pooling;
    }

    /** Returns the vector of a text, scaled to unit length. */
    float[] vector(int[] tokens) throws OrtException {
        long[][] ids = new long[1][tokens.length];
        long[][] mask = new long[1][tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            ids[0][i] = tokens[i];
            mask[0][i] = 1;
        }
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, ids);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, mask);
                OnnxTensor typeTensor = OnnxTensor.createTensor(environment, new long[1][tokens.length]);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", typeTensor))) {
            float[][] rows = ((float[][][]) result.get(0).getValue())[0];
            return normalized(pooling == Pooling.CLS ? rows[0] : mean(rows));
        }
    }

    private static float[] mean(float[][] rows) {
        float[] mean = new float[rows[0].length];
        for (float[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        return mean;
    }

    private static float[] normalized(float[] vector) {
        double squared = 0;
        for (float component : vector) {
            squared += (double) component * component;
        }
        float[] scaled = new float[vector.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (vector[i] / Math.sqrt(squared));
        }
        return scaled;
    }

    @Override
    public void close() throws OrtException {
        session.close();
        options.close();
    }
}
