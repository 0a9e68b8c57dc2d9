package io.movieai.app;

import io.movieai.MovieAi;
import io.movieai.RecommendRequest;
import io.movieai.Recommendation;
import io.movieai.app.json.AnswerJson;
import io.movieai.generation.Generator;
import io.movieai.recsys.serving.ModelRecommender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code movieai ask}: answers one request. */
@Command(name = "ask", mixinStandardHelpOptions = true, resourceBundle = Texts.BUNDLE)
final class AskCommand implements Callable<Integer>, JsonOutput {
    private final Terminal terminal;
    private final Texts texts;

    @Mixin
    private FilmOptions films = new FilmOptions();

    @Mixin
    private LlmOptions llm;

    @Mixin
    private PersonOptions person = new PersonOptions();

    @Mixin
    private TasteOptions taste = new TasteOptions();

    @Option(names = "--top-k", paramLabel = "N", descriptionKey = "top-k")
    private @Nullable Integer topK;

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    @Parameters(paramLabel = "REQUEST", arity = "1..*", descriptionKey = "request")
    private List<String> words = List.of();

    AskCommand(Terminal terminal, Texts texts, Map<String, String> environment) {
        this.terminal = terminal;
        this.texts = texts;
        this.llm = new LlmOptions(environment);
    }

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RecommendRequest.Builder request = RecommendRequest.builder(query()).liked(person.liked());
        person.user().ifPresent(request::user);
        if (topK != null) {
            request.topK(topK);
        }
        RecommendRequest checked = request.build();
        TasteModel models = TasteModel.of(films, terminal, texts);
        try (Generator generator = llm.open();
                ModelRecommender recommender = person.isKnown() || taste.isGiven() ? models.open(taste) : null;
                Engine engine = Engine.open(films, ports(generator, recommender), terminal, texts)) {
            if (recommender != null) {
                models.check(recommender, engine.ai().catalog().movies());
            }
            if (json) {
                Recommendation answer = engine.ai().recommend(checked);
                terminal.out()
                        .println(AnswerJson.write(AnswerJson.tree(
                                checked.query(), answer, engine.ai().catalog(), AnswerJson.Reader.OPERATOR)));
            } else {
                Recommendation answer = engine.ai().recommend(checked, terminal::print);
                terminal.println("");
                answer.degraded()
                        .forEach(degradation ->
                                terminal.say(texts.get("ask.degraded", degradation.fallback(), degradation.detail())));
            }
        }
        return ExitCodes.OK;
    }

    static Consumer<MovieAi.Builder> ports(Generator generator, @Nullable ModelRecommender recommender) {
        return builder -> {
            builder.generator(generator);
            if (recommender != null) {
                builder.recommender(recommender);
            }
        };
    }

    /** A single "-" stands for the standard input. */
    private String query() throws IOException {
        if (words.equals(List.of("-"))) {
            // A character takes at most 4 bytes. One byte more is enough to see that it is too long.
            int most = 4 * RecommendRequest.MAX_QUERY_LENGTH;
            byte[] bytes = System.in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IllegalArgumentException(
                        "query: expected at most " + RecommendRequest.MAX_QUERY_LENGTH + " characters, found more");
            }
            return new String(bytes, StandardCharsets.UTF_8).strip();
        }
        return String.join(" ", words);
    }
}
