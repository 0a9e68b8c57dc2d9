package io.movieai.recsys.model;

import io.movieai.recsys.dataset.Split;
import io.movieai.recsys.parallel.WorkerPool;
import java.util.List;

/**
 * Neural matrix factorisation (He et al. 2017): a layer on the products of two embeddings beside a multi-layer perceptron on two
 * others, learnt with binary cross-entropy from each interaction and a negative item.
 *
 * @param mfEmbeddingSize dimensions of the embeddings that are multiplied, at least 1
 * @param mlpEmbeddingSize dimensions of the embeddings that the perceptron sees, at least 1
 * @param hiddenSizes widths of the perceptron's layers, at least one
 * @param dropout the share of a layer's inputs that is dropped while learning, in [0, 1)
 * @param learningRate of Adam, above 0
 * @param batchSize interactions in a batch, each with a negative beside it, at least 1; RecBole's {@code train_batch_size}
 *     counts both
 */
public record NeuMf(
        int mfEmbeddingSize,
        int mlpEmbeddingSize,
        List<Integer> hiddenSizes,
        double dropout,
        double learningRate,
        int batchSize)
        implements Algorithm {
    /** RecBole's defaults: 64 and 64 dimensions, layers of 128 and 64, dropout 0.1, learning rate 0.001, 1,024 + 1,024. */
    public static final NeuMf DEFAULT = new NeuMf(64, 64, List.of(128, 64), 0.1, 0.001, 1024);

    /** @throws IllegalArgumentException if a number is not in its range */
    public NeuMf {
        hiddenSizes = List.copyOf(hiddenSizes);
        if (mfEmbeddingSize < 1 || mlpEmbeddingSize < 1 || batchSize < 1 || hiddenSizes.isEmpty()) {
            throw new IllegalArgumentException("NeuMF: expected sizes of at least 1 and a hidden layer, found "
                    + mfEmbeddingSize + ", " + mlpEmbeddingSize + ", " + batchSize + " and " + hiddenSizes);
        }
        for (int size : hiddenSizes) {
            if (size < 1) {
                throw new IllegalArgumentException(
                        "mlp_hidden_size: expected sizes of at least 1, found " + hiddenSizes);
            }
        }
        if (!(dropout >= 0 && dropout < 1 && learningRate > 0 && Double.isFinite(learningRate))) {
            throw new IllegalArgumentException(
                    "NeuMF: expected dropout_prob in [0, 1) and a learning_rate above 0, found " + dropout + " and "
                            + learningRate);
        }
    }

    @Override
    public String name() {
        return "NeuMF";
    }

    @Override
    public TrainingRun start(Split split, long seed, WorkerPool pool) {
        return new NeuMfRun(split, this, seed, pool);
    }
}
