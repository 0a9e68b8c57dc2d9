package io.movieai.testkit;

import static io.movieai.testkit.BrokenAdapters.assertNoticed;

import io.movieai.embedding.Embedder;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.embedding.TextRole;
import io.movieai.generation.Completion;
import io.movieai.generation.Generator;
import io.movieai.generation.Prompt;
import io.movieai.recommend.CandidateRecommender;
import io.movieai.recommend.CandidateRequest;
import io.movieai.recommend.ItemId;
import io.movieai.recommend.ScoredItem;
import io.movieai.recommend.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The suites of embedders, generators and recommenders notice each of these mistakes. */
class OtherContractsTest {
    /** A right embedder, to be broken in one place. */
    private static class ForwardingEmbedder implements Embedder {
        private final Embedder embedder = new HashingEmbedder(128);

        @Override
        public EmbeddingSpace space() {
            return embedder.space();
        }

        @Override
        public List<Embedding> embed(TextRole role, List<String> texts) {
            return embedder.embed(role, texts);
        }

        @Override
        public void close() {
            embedder.close();
        }
    }

    static class SortsTextsByLength extends EmbedderContract {
        @Override
        protected Embedder open() {
            return new ForwardingEmbedder() {
                @Override
                public List<Embedding> embed(TextRole role, List<String> texts) {
                    List<String> sorted = new ArrayList<>(texts);
                    sorted.sort(Comparator.comparingInt(String::length));
                    return super.embed(role, sorted);
                }
            };
        }
    }

    @Test
    void suite_embedderThatReordersTexts_fails() {
        assertNoticed(SortsTextsByLength.class, "embed_list_givesTheVectorsOfTheSingleTextsInOrder");
    }

    static class LetsNeighboursLeakIn extends EmbedderContract {
        @Override
        protected Embedder open() {
            return new ForwardingEmbedder() {
                @Override
                public List<Embedding> embed(TextRole role, List<String> texts) {
                    return super.embed(role, texts).stream()
                            .map(embedding -> {
                                float[] components = embedding.toArray();
                                components[0] += 1e-4f * texts.size();
                                return Embedding.normalized(components);
                            })
                            .toList();
                }
            };
        }
    }

    @Test
    void suite_embedderWhoseVectorsDependOnTheBatch_fails() {
        assertNoticed(LetsNeighboursLeakIn.class, "embed_list_givesTheVectorsOfTheSingleTextsInOrder");
    }

    static class CutsWithoutSayingSo extends EmbedderContract {
        @Override
        protected Embedder open() {
            return new ForwardingEmbedder() {
                @Override
                public List<Embedding> embed(TextRole role, List<String> texts) {
                    return super.embed(
                            role,
                            texts.stream()
                                    .map(text -> text.substring(0, Math.min(512, text.length())))
                                    .toList());
                }
            };
        }
    }

    @Test
    void suite_embedderThatCutsWithoutSayingSo_fails() {
        assertNoticed(CutsWithoutSayingSo.class, "embed_textLongerThanTheModelReads_isCutAndSaysSo");
    }

    static class GoesOnAfterClose extends EmbedderContract {
        @Override
        protected Embedder open() {
            return new ForwardingEmbedder() {
                @Override
                public void close() {
                    space();
                }
            };
        }
    }

    @Test
    void suite_embedderThatGoesOnAfterClose_fails() {
        assertNoticed(GoesOnAfterClose.class, "close_twice_doesNothingMoreAndEmbedIsRefused");
    }

    static class HandsOutEmptyPieces extends GeneratorContract {
        @Override
        protected Generator open() {
            return new WordByWordGenerator() {
                @Override
                public Completion generate(Prompt prompt, Consumer<String> onText) {
                    onText.accept("");
                    return super.generate(prompt, onText);
                }
            };
        }
    }

    @Test
    void suite_generatorThatHandsOutEmptyPieces_fails() {
        assertNoticed(
                HandsOutEmptyPieces.class,
                "generate_prompt_handsOutTheTextInPieces",
                "generate_promptWithoutFilms_answersAllTheSame");
    }

    static class WrapsWhatTheListenerThrows extends GeneratorContract {
        @Override
        protected Generator open() {
            return new WordByWordGenerator() {
                @Override
                public Completion generate(Prompt prompt, Consumer<String> onText) {
                    return super.generate(prompt, piece -> {
                        try {
                            onText.accept(piece);
                        } catch (RuntimeException | Error e) {
                            throw new IllegalStateException(e);
                        }
                    });
                }
            };
        }
    }

    @Test
    void suite_generatorThatWrapsWhatTheListenerThrows_fails() {
        assertNoticed(
                WrapsWhatTheListenerThrows.class,
                "generate_listenerThrows_endsAndThrowsThatOn",
                "generate_listenerThrowsAnError_throwsThatOn");
    }

    static class ClearsTheInterrupt extends GeneratorContract {
        @Override
        protected Generator open() {
            return new WordByWordGenerator() {
                @Override
                public Completion generate(Prompt prompt, Consumer<String> onText) {
                    try {
                        return super.generate(prompt, onText);
                    } catch (CancellationException e) {
                        Thread.interrupted();
                        throw e;
                    }
                }
            };
        }
    }

    @Test
    void suite_generatorThatClearsTheInterrupt_fails() {
        assertNoticed(
                ClearsTheInterrupt.class,
                "generate_interruptedBefore_isCancelled",
                "generate_interruptedWhileWriting_isCancelled");
    }

    static class CallsFromTwoThreads extends GeneratorContract {
        @Override
        protected Generator open() {
            return new WordByWordGenerator() {
                @Override
                public Completion generate(Prompt prompt, Consumer<String> onText) {
                    boolean[] first = {true};
                    return super.generate(prompt, piece -> {
                        if (first[0]) {
                            first[0] = false;
                            onText.accept(piece);
                        } else {
                            Thread other = new Thread(() -> onText.accept(piece));
                            other.start();
                            join(other);
                        }
                    });
                }
            };
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void suite_generatorThatCallsFromTwoThreads_fails() {
        assertNoticed(CallsFromTwoThreads.class, "generate_listener_isCalledByOneThreadAtATimeAndNotAfterwards");
    }

    static class TakesUnknownCandidatesForAll extends CandidateRecommenderContract {
        @Override
        protected CandidateRecommender open(Map<UserId, List<ItemId>> rated) {
            return new NeighbourRecommender(rated) {
                @Override
                public List<ScoredItem> recommend(CandidateRequest request) {
                    Set<ItemId> known = new HashSet<>(request.candidates());
                    known.removeIf(item -> !item.value().startsWith("i"));
                    return super.recommend(new CandidateRequest(
                            request.user(), request.liked(), known, request.exclude(), request.limit()));
                }
            };
        }
    }

    @Test
    void suite_recommenderThatTakesUnknownCandidatesForAll_fails() {
        assertNoticed(TakesUnknownCandidatesForAll.class, "recommend_unknownCandidatesAlone_proposesNothing");
    }

    static class ForgetsToExclude extends CandidateRecommenderContract {
        @Override
        protected CandidateRecommender open(Map<UserId, List<ItemId>> rated) {
            return new NeighbourRecommender(rated) {
                @Override
                public List<ScoredItem> recommend(CandidateRequest request) {
                    return super.recommend(new CandidateRequest(
                            request.user(), request.liked(), request.candidates(), Set.of(), request.limit()));
                }
            };
        }
    }

    @Test
    void suite_recommenderThatForgetsToExclude_fails() {
        assertNoticed(ForgetsToExclude.class, "recommend_excluded_winOverCandidates");
    }

    static class ForgetsWhatWasRated extends CandidateRecommenderContract {
        @Override
        protected CandidateRecommender open(Map<UserId, List<ItemId>> rated) {
            return new NeighbourRecommender(rated) {
                @Override
                public List<ScoredItem> recommend(CandidateRequest request) {
                    return super.recommend(new CandidateRequest(
                            Optional.empty(),
                            request.liked(),
                            request.candidates(),
                            request.exclude(),
                            request.limit()));
                }
            };
        }
    }

    @Test
    void suite_recommenderThatForgetsWhatWasRated_fails() {
        assertNoticed(ForgetsWhatWasRated.class, "recommend_knownUser_proposesWhatTheyHaveNotRated");
    }

    static class ProposesTheSameToAll extends CandidateRecommenderContract {
        @Override
        protected CandidateRecommender open(Map<UserId, List<ItemId>> rated) {
            return new NeighbourRecommender(rated) {
                @Override
                public List<ScoredItem> recommend(CandidateRequest request) {
                    CandidateRequest all = new CandidateRequest(
                            request.user(), request.liked(), request.candidates(), request.exclude(), 1_000);
                    return super.recommend(all).stream()
                            .sorted(Comparator.comparing(ScoredItem::item))
                            .limit(request.limit())
                            .map(item -> new ScoredItem(item.item(), 0, item.basis(), List.of()))
                            .toList();
                }
            };
        }
    }

    @Test
    void suite_recommenderThatIgnoresWhatIsLiked_fails() {
        assertNoticed(ProposesTheSameToAll.class, "recommend_strangerWithLikedItems_followsThem");
    }
}
