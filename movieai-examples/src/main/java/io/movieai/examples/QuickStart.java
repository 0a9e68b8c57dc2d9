package io.movieai.examples;

import io.movieai.MovieAi;
import io.movieai.Recommendation;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.embedding.onnx.OnnxEmbedder;
import io.movieai.store.lucene.LuceneStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The shortest way from films to an answer. Argument: the folder that the index is kept in. */
public final class QuickStart {
    private QuickStart() {}

    /**
     * Indexes three films and asks for one of them.
     *
     * @param args the folder of the index
     */
    public static void main(String[] args) throws IOException {
        Path indexFolder = Path.of(args.length > 0 ? args[0] : "movieai-index");
        // snippet: quick-start
        Catalog catalog = Catalog.of(List.of(
                Movie.builder("1", "The Matrix")
                        .titleZh("黑客帝国")
                        .year(1999)
                        .genres(List.of(Genre.ACTION, Genre.SCI_FI))
                        .synopsis("程序员发现世界是机器造出来的幻象。")
                        .build(),
                Movie.builder("2", "Alien")
                        .titleZh("异形")
                        .year(1979)
                        .genres(List.of(Genre.HORROR, Genre.SCI_FI))
                        .synopsis("飞船船员遭到一只外星生物的猎杀。")
                        .build(),
                Movie.builder("3", "Contact")
                        .titleZh("超时空接触")
                        .year(1997)
                        .genres(List.of(Genre.DRAMA, Genre.SCI_FI))
                        .synopsis("科学家收到了来自织女星的信号。")
                        .build()));

        try (OnnxEmbedder embedder = OnnxEmbedder.bgeSmallZh();
                LuceneStore store = LuceneStore.open(indexFolder, embedder.space())) {
            MovieAi ai = MovieAi.builder()
                    .embedder(embedder)
                    .vectorStore(store)
                    .keywordIndex(store)
                    .build();
            ai.index(catalog); // embeds what is new, once
            Recommendation answer = ai.recommend("想看一部九十年代的科幻片，不要太恐怖");
            System.out.println(answer.text());
        }
        // end
    }
}
