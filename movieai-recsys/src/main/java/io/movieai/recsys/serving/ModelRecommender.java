package io.movieai.recsys.serving;

import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.CandidateRequest;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.recommend.ScoredItem.Basis;
import io.movieai.recommend.UserId;
import io.movieai.recsys.model.FoldInModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves a model of any kind: LightGCN, BPR, iALS, EASE, ItemKNN, NeuMF, a blend, or popularity alone.
 *
 * <p>A user that the model has learnt gets {@link Basis#USER}; for others the known liked items decide ({@link
 * Basis#LIKED_ITEMS}) if the model folds in; else the answer is what is popular ({@link Basis#POPULARITY}), or empty if the
 * model's file does not tell that.
 *
 * <p>The model can be exchanged while requests run: each request sees one model from its begin to its end, and a model that is
 * rejected leaves the old one in service.
 */
public final class ModelRecommender implements CandidateRecommender {
    private volatile @Nullable ServingIndex index;

    private ModelRecommender(ServingIndex index) {
        this.index = index;
    }

    /** Returns a recommender of that model. */
    public static ModelRecommender of(ServedModel model) {
        return new ModelRecommender(new ServingIndex(model));
    }

    /**
     * Loads the model of a file.
     *
     * @throws io.movieai.IncompatibleModelException if the file is not what it should be
     * @throws IOException if it is missing or cannot be read
     */
    public static ModelRecommender open(Path file) throws IOException {
        return of(ModelFile.read(file));
    }

    /**
     * Puts another model into service. Requests that run end with the old one.
     *
     * @throws IllegalStateException if the recommender is closed
     */
    public void replace(ServedModel model) {
        ServingIndex replacement = new ServingIndex(model);
        synchronized (this) {
            current();
            index = replacement;
        }
    }

    /**
     * Loads the model of a file and puts it into service; on failure the old one stays.
     *
     * @throws io.movieai.IncompatibleModelException if the file is not what it should be
     * @throws IOException if it is missing or cannot be read
     * @throws IllegalStateException if the recommender is closed
     */
    public void replace(Path file) throws IOException {
        replace(ModelFile.read(file));
    }

    /**
     * Returns the model that is in service, for example to ask for its provenance.
     *
     * @throws IllegalStateException if the recommender is closed
     */
    public ServedModel model() {
        return current().model();
    }

    /**
     * Returns which items of a catalogue the model does not know: with films that are newer than the model it should be trained
     * again.
     *
     * @throws IllegalStateException if the recommender is closed
     */
    public List<ItemId> unknownItems(Collection<ItemId> catalogue) {
        ServingIndex now = current();
        return catalogue.stream()
                .filter(item -> now.item(item.value()) < 0)
                .sorted()
                .toList();
    }

    @Override
    public Set<ItemId> known(UserId user) {
        ServingIndex now = current();
        int number = now.user(user.value());
        if (number < 0) {
            return Set.of();
        }
        Set<ItemId> known = new HashSet<>();
        for (int item : now.model().known().items(number)) {
            known.add(ItemId.of(now.model().itemIds().get(item)));
        }
        return known;
    }

    @Override
    public List<ScoredItem> recommend(CandidateRequest request) {
        Objects.requireNonNull(request, "request");
        ServingIndex now = current();
        int user = request.user().map(UserId::value).map(now::user).orElse(-1);
        int[] liked = now.items(request.liked());
        float[] scores = new float[now.itemCount()];
        if (user >= 0) {
            now.model().model().score(new int[] {user}, 0, 1, new float[][] {scores});
            now.model().known().mask(user, scores);
            return now.select(request, liked, scores, Basis.USER, now.explanation(user, liked));
        }
        Optional<FoldInModel> foldIn = now.foldIn();
        if (liked.length > 0 && foldIn.isPresent()) {
            foldIn.get().scoreLiked(liked, scores);
            return now.select(request, liked, scores, Basis.LIKED_ITEMS, liked);
        }
        if (now.model().popularity().isEmpty()) {
            return List.of();
        }
        now.copyPopularity(scores);
        return now.select(request, liked, scores, Basis.POPULARITY, new int[0]);
    }

    private ServingIndex current() {
        ServingIndex now = index;
        if (now == null) {
            throw new IllegalStateException("recommender: expected it to be open, found it closed");
        }
        return now;
    }

    @Override
    public void close() {
        synchronized (this) {
            index = null;
        }
    }

    @Override
    public String toString() {
        ServingIndex now = index;
        return now == null
                ? "ModelRecommender[closed]"
                : "ModelRecommender[" + now.model().provenance().getOrDefault("model", "model") + ", "
                        + now.model().userIds().size() + " users, " + now.itemCount() + " items]";
    }
}
