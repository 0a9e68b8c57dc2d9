package io.movieai.recsys.model;

/**
 * The settings that BPR and LightGCN share.
 *
 * @param embeddingSize the number of dimensions, at least 1
 * @param layers how often embeddings are propagated, at least 0
 * @param learningRate of Adam, above 0
 * @param regWeight the weight of the regularisation, at least 0
 * @param batchSize pairs of positive and negative items in a batch, at least 1
 */
public record PairwiseSettings(int embeddingSize, int layers, double learningRate, double regWeight, int batchSize) {
    /** @throws IllegalArgumentException if a number is not in its range */
    public PairwiseSettings {
        if (embeddingSize < 1 || layers < 0 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "settings: expected embedding_size and train_batch_size of at least 1 and n_layers of at least 0, found "
                            + embeddingSize + ", " + batchSize + " and " + layers);
        }
        if (!(learningRate > 0 && Double.isFinite(learningRate) && regWeight >= 0 && Double.isFinite(regWeight))) {
            throw new IllegalArgumentException(
                    "settings: expected a learning_rate above 0 and a reg_weight of at least 0, found " + learningRate
                            + " and " + regWeight);
        }
    }
}
