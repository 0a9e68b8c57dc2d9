package io.movieai.app.http;

import io.movieai.MovieAi;
import io.movieai.catalog.Catalog;
import io.movieai.catalog.Genre;
import io.movieai.catalog.Movie;
import io.movieai.catalog.Person;
import io.movieai.generation.Generator;
import io.movieai.generation.TemplateGenerator;
import io.movieai.recommend.CandidateRecommender;
import io.movieai.store.InMemoryVectorStore;
import io.movieai.store.VectorStore;
import io.movieai.testkit.HashingEmbedder;
import java.util.List;
import java.util.Optional;

/** Five films, with an embedder that needs no model. */
final class TestBackend {
    static final List<Movie> FILMS = List.of(
            Movie.builder("1", "The Matrix")
                    .titleZh("黑客帝国")
                    .aliases(List.of("骇客任务"))
                    .year(1999)
                    .genres(List.of(Genre.ACTION, Genre.SCI_FI))
                    .countries(List.of("US"))
                    .directors(List.of(new Person("Lana Wachowski", Optional.of("拉娜·沃卓斯基"))))
                    .cast(List.of(new Person("Keanu Reeves", Optional.of("基努·里维斯"))))
                    .keywords(List.of("虚拟现实"))
                    .synopsis("程序员发现他生活的世界是机器造出来的。")
                    .rating(4.123, 500)
                    .build(),
            film("2", "Alien", "异形", 1979, Genre.HORROR, Genre.SCI_FI),
            film("3", "Contact", "超时空接触", 1997, Genre.DRAMA, Genre.SCI_FI),
            film("4", "Fargo", "冰血暴", 1996, Genre.CRIME, Genre.DRAMA),
            film("5", "Gattaca", "千钧一发", 1997, Genre.DRAMA, Genre.SCI_FI));

    private TestBackend() {}

    private static Movie film(String id, String title, String titleZh, int year, Genre... genres) {
        return Movie.builder(id, title)
                .titleZh(titleZh)
                .year(year)
                .genres(List.of(genres))
                .rating(4.123, 100)
                .build();
    }

    static Backend template() {
        return of(new TemplateGenerator());
    }

    static Backend of(Generator generator) {
        HashingEmbedder embedder = new HashingEmbedder(128);
        return of(generator, embedder, InMemoryVectorStore.of(embedder.space()), Optional.empty());
    }

    static Backend of(
            Generator generator,
            HashingEmbedder embedder,
            VectorStore store,
            Optional<CandidateRecommender> recommender) {
        MovieAi.Builder wiring =
                MovieAi.builder().embedder(embedder).vectorStore(store).generator(generator);
        recommender.ifPresent(wiring::recommender);
        MovieAi ai = wiring.build();
        ai.index(Catalog.of(FILMS));
        return new Backend(ai, "movies", generator.model(), recommender, () -> new Backend.CacheUse(3, 5));
    }
}
