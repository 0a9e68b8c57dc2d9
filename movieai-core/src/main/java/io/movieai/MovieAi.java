package io.movieai;

import io.movieai.catalog.Catalog;
import io.movieai.catalog.Movie;
import io.movieai.catalog.MovieText;
import io.movieai.conversation.Conversation;
import io.movieai.conversation.ConversationState;
import io.movieai.conversation.FollowUp;
import io.movieai.conversation.FollowUpReader;
import io.movieai.conversation.Turn;
import io.movieai.embedding.Embedder;
import io.movieai.generation.AnswerRequest;
import io.movieai.generation.AnswerWriter;
import io.movieai.generation.AnswerWriter.Answer;
import io.movieai.generation.ContextFilm;
import io.movieai.generation.Generator;
import io.movieai.generation.PastTurn;
import io.movieai.generation.PromptWriter;
import io.movieai.generation.ReasonWriter;
import io.movieai.generation.RefusalText;
import io.movieai.generation.TemplateGenerator;
import io.movieai.generation.TokenUsage;
import io.movieai.indexing.CatalogIndexer;
import io.movieai.indexing.IndexListener;
import io.movieai.indexing.IndexReport;
import io.movieai.keyword.InMemoryKeywordIndex;
import io.movieai.keyword.KeywordIndex;
import io.movieai.query.Reading;
import io.movieai.query.Reading.Intent;
import io.movieai.query.RequestReader;
import io.movieai.query.TitleMatcher;
import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.ItemId;
import io.movieai.retrieval.FilmIndex;
import io.movieai.retrieval.RankedFilm;
import io.movieai.retrieval.Retrieval;
import io.movieai.retrieval.RetrievalRequest;
import io.movieai.retrieval.Retriever;
import io.movieai.store.VectorStore;
import io.movieai.text.Language;
import io.movieai.text.TextChunker;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recommends films in conversation: reads a request, finds films in a catalogue, and writes an answer that names only
 * films that it found.
 *
 * <p>Films are given with {@link #index}; requests are answered by {@link #recommend(RecommendRequest, Consumer)}. An
 * instance can be built over a store that was filled earlier and answer at once, but conditions, titles and ratings are
 * read best when the films are given again: what is stored already is not embedded again.
 *
 * <p>Safe for use by several threads; requests are answered while films are indexed, from the films known before. It does
 * not close the ports it was built with.
 */
public final class MovieAi {
    /** How long the ports have to show that they are there. */
    private static final Duration HEALTH_TIME = Duration.ofSeconds(5);

    private final AnswerWriter writer;
    private final HealthCheck health;
    private final CatalogIndexer indexer;
    private final Retriever retriever;
    private final Clock clock;
    private final Object indexing = new Object();
    private volatile Knowledge knowledge;

    /** The films in memory and what was derived from them, replaced as one. */
    private record Knowledge(FilmIndex index, RequestReader reader, FollowUpReader followUps, TitleMatcher titles) {
        static Knowledge of(Catalog catalog, Clock clock) {
            RequestReader reader = RequestReader.of(catalog, clock);
            return new Knowledge(
                    FilmIndex.of(catalog), reader, FollowUpReader.of(reader, catalog), reader.titleMatcher());
        }
    }

    private MovieAi(
            Embedder embedder,
            VectorStore store,
            KeywordIndex keywords,
            AnswerWriter writer,
            @Nullable CandidateRecommender recommender,
            TextChunker chunker,
            Clock clock,
            Catalog catalog) {
        MovieText text = MovieText.of(chunker);
        this.writer = writer;
        this.indexer = CatalogIndexer.of(embedder, store, keywords, text);
        this.retriever = Retriever.of(embedder, store, keywords, recommender, text);
        this.health = new HealthCheck(embedder, store, keywords, writer.generator(), recommender, HEALTH_TIME);
        this.clock = clock;
        this.knowledge = Knowledge.of(catalog, clock);
    }

    /** Returns a builder without ports. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the films in memory: all that were given to {@link #index} and not removed. */
    public Catalog catalog() {
        return knowledge.index().catalog();
    }

    /** Adds films, as {@link #index(Catalog, IndexListener)} does, without telling how far it has come. */
    public IndexReport index(Catalog catalog) {
        return index(catalog, IndexListener.NONE);
    }

    /**
     * Adds films, each in place of the one that has its id. Films whose data did not change since they were stored are not
     * embedded again; an indexing that was interrupted goes on where it stopped. Requests see the films once all of them
     * are stored. One indexing runs at a time.
     *
     * @param catalog the films
     * @param listener is told how far it has come
     * @throws CancellationException if the thread is interrupted; what was stored is kept
     * @throws MovieAiException if the embedder or a store fails; what was stored is kept
     */
    public IndexReport index(Catalog catalog, IndexListener listener) {
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(listener, "listener");
        synchronized (indexing) {
            IndexReport report = indexer.index(catalog, listener);
            knowledge = Knowledge.of(catalog().with(catalog), clock);
            return report;
        }
    }

    /**
     * Removes films. Unknown ids are ignored.
     *
     * @throws MovieAiException if a store fails
     */
    public void remove(Collection<ItemId> ids) {
        synchronized (indexing) {
            indexer.remove(ids);
            knowledge = Knowledge.of(catalog().without(ids), clock);
        }
    }

    /**
     * Asks every port for the least that shows whether it is there: one word to embed, a count, a look-up, {@link
     * Generator#check}. Takes at most five seconds and never throws; a port that fails or does not answer in time is not
     * ready, and says why. A language model that failed several times in a row is not ready either ({@link
     * io.movieai.generation.CircuitBreaker}).
     */
    public Health health() {
        return health.run(catalog().size());
    }

    /**
     * Does ahead of time what the first request would have to wait for: embeds the examples that requests are compared with,
     * some 800 short texts. Takes seconds with a model in process, and nothing when it was done before. Without it, the first
     * request whose words do not tell whether it is about films takes that time.
     */
    public void prepare() {
        retriever.prepare();
    }

    /** Answers a request that is only a text, with the answer as a whole. */
    public Recommendation recommend(String query) {
        return recommend(RecommendRequest.of(query));
    }

    /** Answers a request, with the answer as a whole. */
    public Recommendation recommend(RecommendRequest request) {
        return recommend(request, text -> {});
    }

    /**
     * Answers a request, handing out the text as it is written.
     *
     * <p>When a port fails, the answer does without it and says so in {@link Recommendation#degraded()}: without vectors,
     * films are found by words and conditions; without the language model, the text is written from templates. With a {@link
     * RecommendRequest.Builder#timeout}, the language model is not waited for beyond it.
     *
     * @param request what is asked
     * @param onText takes each new piece of the answer's text, in order, on the calling thread or one other; what it throws
     *     ends the answer and is thrown on
     * @throws CancellationException if the thread is interrupted when a stage begins or while the answer is written; the
     *     interrupt flag stays set
     */
    public Recommendation recommend(RecommendRequest request, Consumer<String> onText) {
        Objects.requireNonNull(onText, "onText");
        return answer(request, ConversationState.EMPTY, onText::accept).recommendation();
    }

    /** Answers a request of a conversation, with the answer as a whole. */
    public Recommendation recommend(Conversation conversation, RecommendRequest request) {
        return recommend(conversation, request, text -> {});
    }

    /**
     * Answers a request in the light of what was asked and shown before, as {@link #recommend(RecommendRequest, Consumer)}
     * does otherwise. The turn is added to the conversation when its answer is complete; one that fails adds nothing, nor
     * does one whose content the language model's provider rejected, so that its words are not told to the model again; and
     * one that is refused is remembered but nothing builds on it. See {@link FollowUpReader} for what builds on what.
     *
     * @param conversation what was said before; takes the turn
     * @param request what is asked
     * @param onText takes each new piece of the answer's text
     * @throws CancellationException if the thread is interrupted when a stage begins or while the answer is written; the
     *     interrupt flag stays set
     */
    public Recommendation recommend(Conversation conversation, RecommendRequest request, Consumer<String> onText) {
        Objects.requireNonNull(onText, "onText");
        return follow(conversation, request, onText::accept);
    }

    /**
     * Answers a request of a conversation as {@link #recommend(Conversation, RecommendRequest, Consumer)} does, and lets
     * the caller follow how the answer comes about.
     *
     * @param conversation what was said before; takes the turn
     * @param request what is asked
     * @param listener is told how the request was understood, then the films, then each piece of the text
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Recommendation follow(Conversation conversation, RecommendRequest request, AnswerListener listener) {
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(listener, "listener");
        Outcome outcome = answer(request, conversation.state(), listener);
        Recommendation answer = outcome.recommendation();
        List<ItemId> shown =
                answer.films().stream().map(film -> film.ranked().movie().id()).toList();
        if (!outcome.rejected()) {
            conversation.add(Turn.of(request.query(), answer.reading(), shown, answer.refused()));
        }
        return answer;
    }

    /**
     * Returns films like one, found and ordered as for a request that names it, without a text.
     *
     * @param film the film
     * @param limit the greatest number of films wanted: 1 to {@value RecommendRequest#MAX_TOP_K}
     * @param language the language of the reasons
     * @return the films, best first, without the film itself; empty if it is not in the catalogue
     */
    public List<Recommendation.Film> similar(ItemId film, int limit, Language language) {
        Knowledge known = knowledge;
        Catalog catalog = known.index().catalog();
        return catalog.find(film)
                .map(movie -> {
                    Reading reading = Reading.like(movie, language);
                    ReasonWriter reasons = ReasonWriter.of(reading, known.index());
                    RetrievalRequest request =
                            new RetrievalRequest(reading, Optional.empty(), List.of(), Set.of(film), limit, 0, true);
                    return retriever.retrieve(request, known.index()).films().stream()
                            .map(ranked -> new Recommendation.Film(ranked, reasons.reason(ranked)))
                            .toList();
                })
                .orElse(List.of());
    }

    /** An answer, and whether the language model rejected what it was asked. */
    private record Outcome(Recommendation recommendation, boolean rejected) {}

    private Outcome answer(RecommendRequest request, ConversationState before, AnswerListener listener) {
        Objects.requireNonNull(request, "request");
        Deadline deadline = request.timeout().map(Deadline::after).orElse(Deadline.NONE);
        Consumer<String> onText = listener::onText;
        Map<Stage, Duration> timings = new EnumMap<>(Stage.class);
        Knowledge known = knowledge;

        checkInterrupted();
        long start = System.nanoTime();
        FollowUp asked = known.followUps().read(request.query(), before);
        asked = asked.goingBy(listener.onReading(asked.reading()));
        Reading reading = asked.reading();
        timings.put(Stage.READING, since(start));
        checkInterrupted();
        if (asked.unknown().isPresent()) {
            String text = RefusalText.noSuchNumber(
                    asked.unknown().getAsInt(), before.lastList().size(), reading.language());
            return refuse(reading, text, List.of(), timings, onText);
        }
        if (reading.intent() == Intent.OFF_TOPIC) {
            return refuse(reading, RefusalText.notAboutFilms(reading.language()), List.of(), timings, onText);
        }

        start = System.nanoTime();
        int limit = limit(request, reading);
        Set<ItemId> dropped = new HashSet<>(request.exclude());
        dropped.addAll(asked.shown());
        Retrieval retrieval = retriever.retrieve(
                new RetrievalRequest(
                        reading, request.user(), request.liked(), dropped, limit, request.diversity(), asked.builds()),
                known.index());
        timings.put(Stage.EMBEDDING, retrieval.embedding());
        timings.put(Stage.RANKING, retrieval.ranking());
        timings.put(Stage.RETRIEVAL, since(start).minus(retrieval.embedding()).minus(retrieval.ranking()));
        checkInterrupted();
        if (retrieval.other()) {
            return refuse(
                    reading, RefusalText.notAboutFilms(reading.language()), retrieval.degraded(), timings, onText);
        }
        if (retrieval.films().isEmpty()) {
            String text = asked.shown().isEmpty() ? RefusalText.write(reading) : RefusalText.nothingElse(reading);
            return refuse(reading, text, retrieval.degraded(), timings, onText);
        }

        start = System.nanoTime();
        ReasonWriter reasons = ReasonWriter.of(reading, known.index());
        List<Recommendation.Film> films = new ArrayList<>();
        List<ContextFilm> context = new ArrayList<>();
        for (RankedFilm ranked : retrieval.films()) {
            String reason = reasons.reason(ranked);
            films.add(new Recommendation.Film(ranked, reason));
            context.add(new ContextFilm(context.size() + 1, ranked.movie(), reason));
        }
        listener.onFilms(reading, List.copyOf(films));
        AnswerRequest wanted = new AnswerRequest(
                reading,
                context,
                mentioned(reading, retrieval, known),
                AnswerNotes.of(asked, retrieval),
                history(before, known.index().catalog(), reading.language()),
                request.temperature(),
                request.maxTokens(),
                deadline);
        Answer answer = writer.write(wanted, known.titles(), onText);
        timings.put(Stage.GENERATION, since(start));
        List<Degradation> degraded = new ArrayList<>(retrieval.degraded());
        degraded.addAll(answer.degraded());
        Recommendation recommendation = new Recommendation(
                reading,
                answer.text(),
                films,
                answer.cited(),
                retrieval.relaxed(),
                false,
                degraded,
                timings,
                answer.model(),
                answer.usage());
        return new Outcome(recommendation, answer.rejected());
    }

    /** What an answer consists of is begun only for a caller that still waits for it. */
    private static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("answering was interrupted");
        }
    }

    /** "推荐一部" asks for a recommendation rather than for exactly one film, so one is no limit. */
    private static int limit(RecommendRequest request, Reading reading) {
        int named = reading.count().orElse(1);
        return request.topK().orElse(named > 1 ? named : RecommendRequest.DEFAULT_TOP_K);
    }

    private static Outcome refuse(
            Reading reading,
            String text,
            List<Degradation> degraded,
            Map<Stage, Duration> timings,
            Consumer<String> onText) {
        onText.accept(text);
        return new Outcome(
                new Recommendation(
                        reading,
                        text,
                        List.of(),
                        List.of(),
                        List.of(),
                        true,
                        degraded,
                        timings,
                        TemplateGenerator.MODEL,
                        TokenUsage.NONE),
                false);
    }

    /** Films that an answer may mention beside the ones it recommends. */
    private static List<Movie> mentioned(Reading reading, Retrieval retrieval, Knowledge known) {
        return Stream.concat(
                        reading.titles().stream().flatMap(mention -> mention.films().stream()),
                        retrieval.films().stream().flatMap(film -> film.because().stream()))
                .flatMap(id -> known.index().catalog().find(id).stream())
                .toList();
    }

    private static List<PastTurn> history(ConversationState before, Catalog catalog, Language language) {
        return before.turns().stream()
                .map(turn -> new PastTurn(
                        turn.text(),
                        turn.shown().stream()
                                .flatMap(id -> catalog.find(id).stream())
                                .map(movie -> movie.title(language))
                                .toList()))
                .toList();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Wires the ports. Not safe for use by several threads; can be used again after {@link #build()}. */
    public static final class Builder {
        private @Nullable Embedder embedder;
        private @Nullable VectorStore vectorStore;
        private @Nullable KeywordIndex keywordIndex;
        private Generator generator = new TemplateGenerator();
        private @Nullable CandidateRecommender recommender;
        private TextChunker chunker = TextChunker.DEFAULT;
        private Clock clock = Clock.system(ZoneId.systemDefault());
        private int promptTokens = PromptWriter.DEFAULT_TOKENS;
        private Catalog catalog = Catalog.EMPTY;

        private Builder() {}

        /** Sets what embeds films and requests. Required. */
        public Builder embedder(Embedder value) {
            embedder = Objects.requireNonNull(value, "embedder");
            return this;
        }

        /** Sets where vectors are kept. Required; of the embedder's space. */
        public Builder vectorStore(VectorStore value) {
            vectorStore = Objects.requireNonNull(value, "vectorStore");
            return this;
        }

        /** Sets where words are looked up; by default an index in memory. */
        public Builder keywordIndex(KeywordIndex value) {
            keywordIndex = Objects.requireNonNull(value, "keywordIndex");
            return this;
        }

        /** Sets what writes the answers; by default templates, without a language model. */
        public Builder generator(Generator value) {
            generator = Objects.requireNonNull(value, "generator");
            return this;
        }

        /** Sets what proposes films by taste; by default nothing does. */
        public Builder recommender(CandidateRecommender value) {
            recommender = Objects.requireNonNull(value, "recommender");
            return this;
        }

        /** Sets how long synopses are cut into chunks; by default 200 characters with 50 of overlap. */
        public Builder chunker(TextChunker value) {
            chunker = Objects.requireNonNull(value, "chunker");
            return this;
        }

        /** Sets the clock that phrases such as 近几年 are read by; by default the system's. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Sets how many tokens a prompt may have, by a conservative estimate; by default {@value
         * PromptWriter#DEFAULT_TOKENS}. Films and earlier turns that do not fit are left out of the prompt.
         *
         * @throws IllegalArgumentException if it is less than {@value PromptWriter#LEAST_TOKENS}
         */
        public Builder promptTokens(int value) {
            if (value < PromptWriter.LEAST_TOKENS) {
                throw new IllegalArgumentException(
                        "promptTokens: expected at least " + PromptWriter.LEAST_TOKENS + ", found " + value);
            }
            promptTokens = value;
            return this;
        }

        /**
         * Sets films that the stores were given earlier, so that requests are read well from the start without asking the
         * stores; by default none. Films that the stores may lack are given to {@link MovieAi#index} instead.
         */
        public Builder catalog(Catalog value) {
            catalog = Objects.requireNonNull(value, "catalog");
            return this;
        }

        /**
         * Returns the wired library. Does no I/O.
         *
         * @throws IllegalStateException if a required port is missing; the message names all that are
         * @throws IllegalArgumentException if the embedder and the store are of different spaces; the message names both
         */
        public MovieAi build() {
            List<String> missing = new ArrayList<>();
            if (embedder == null) {
                missing.add("embedder(...)");
            }
            if (vectorStore == null) {
                missing.add("vectorStore(...)");
            }
            if (embedder == null || vectorStore == null) {
                throw new IllegalStateException("MovieAi.builder(): call " + String.join(" and ", missing) + " first");
            }
            if (!embedder.space().equals(vectorStore.space())) {
                throw new IllegalArgumentException("expected a vector store of the embedder's space, "
                        + embedder.space() + ", found one of " + vectorStore.space()
                        + "; open the store with the embedder's space, or index the films again");
            }
            KeywordIndex words = keywordIndex == null ? new InMemoryKeywordIndex() : keywordIndex;
            AnswerWriter writer = AnswerWriter.of(generator, promptTokens);
            return new MovieAi(embedder, vectorStore, words, writer, recommender, chunker, clock, catalog);
        }
    }
}
