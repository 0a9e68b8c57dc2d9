package io.movieai.app;

import io.movieai.app.config.Configuration;
import io.movieai.app.config.Setting;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.chroma.ChromaStore;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that works on films. */
final class FilmOptions {
    /** Where vectors and words are kept. */
    enum Store {
        LUCENE,
        MEMORY,
        CHROMA
    }

    /** The command that has these options: what knows its defaults knows the secrets that are no options, too. */
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "data")
    private @Nullable Path data;

    @Option(names = "--store", paramLabel = "STORE", defaultValue = "lucene", descriptionKey = "store")
    private Store store = Store.LUCENE;

    @Mixin
    private ChromaOptions chroma = new ChromaOptions();

    @Option(names = "--index", paramLabel = "DIR", descriptionKey = "index")
    private @Nullable Path index;

    @Option(names = "--embedder", paramLabel = "MODEL", descriptionKey = "embedder")
    private @Nullable EmbeddingModel model;

    @Option(names = "--strict", descriptionKey = "strict")
    private boolean strict;

    FilmSource source() {
        requireName("--data", data);
        return new FilmSource(Optional.ofNullable(data), strict);
    }

    /** An empty name would mean the current folder, and comes from a variable that is not set. */
    private static void requireName(String option, @Nullable Path path) {
        if (path != null && path.toString().isBlank()) {
            throw new IllegalArgumentException(option + ": expected the name of a folder, found an empty text");
        }
    }

    Store store() {
        return store;
    }

    EmbeddingModel model() {
        return model == null ? usualModel(store) : model;
    }

    /**
     * Returns the embedding model that is taken unless one is asked for: the one that answers soonest; but on a server, which
     * other programs fill too, the one that they usually fill it with.
     */
    static EmbeddingModel usualModel(Store store) {
        return store == Store.CHROMA ? EmbeddingModel.BGE_SMALL_ZH : EmbeddingModel.BGE_SMALL_ZH_V15_INT8;
    }

    IndexFolder indexFolder() {
        requireName("--index", index);
        return index == null ? IndexFolder.standard(source(), model().toString(), place()) : IndexFolder.at(index);
    }

    /** Returns what the vectors' collection is called. */
    String collection() {
        return store == Store.CHROMA ? chroma.collection(source(), model()) : "movies";
    }

    /** Returns where vectors are kept if it is outside the index folder. */
    Optional<String> place() {
        return store == Store.CHROMA ? Optional.of(chroma.place(source(), model())) : Optional.empty();
    }

    /**
     * Returns how to reach the Chroma collection.
     *
     * @param patient whether to wait for a server that is away for some seconds
     */
    ChromaStore.Builder chroma(EmbeddingSpace space, boolean patient) {
        Optional<String> token =
                command != null && command.defaultValueProvider() instanceof Configuration configuration
                        ? configuration.value(Setting.CHROMA_TOKEN).map(Configuration.Value::text)
                        : Optional.empty();
        return chroma.builder(source(), model(), space, token, patient);
    }
}
