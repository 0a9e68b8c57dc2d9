package io.movieai.testkit;

import static io.movieai.testkit.BrokenAdapters.assertNoticed;
import static io.movieai.testkit.BrokenAdapters.assertPassed;
import static org.assertj.core.api.Assertions.assertThat;

import io.movieai.PortUnavailableException;
import io.movieai.embedding.Embedding;
import io.movieai.embedding.EmbeddingSpace;
import io.movieai.store.Attributes;
import io.movieai.store.Filter;
import io.movieai.store.InMemoryVectorStore;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.VectorRecord;
import io.movieai.store.VectorStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The suite of vector stores notices each of these mistakes. */
class VectorStoreContractTest {
    /** A store that changes the records on their way in. */
    private static VectorStore storing(EmbeddingSpace space, UnaryOperator<VectorRecord> change) {
        return new ForwardingVectorStore(InMemoryVectorStore.of(space)) {
            @Override
            public void upsert(List<VectorRecord> records) {
                super.upsert(records.stream().map(change).toList());
            }
        };
    }

    /** A store that understands filters in its own way. */
    private static VectorStore filtering(EmbeddingSpace space, Filters filters) {
        return new ForwardingVectorStore(InMemoryVectorStore.of(space)) {
            @Override
            public List<VectorHit> search(VectorQuery query) {
                int all = (int) Math.max(1, count());
                return super.search(new VectorQuery(query.embedding(), all, Filter.EVERYTHING)).stream()
                        .filter(hit -> filters.matches(query.filter(), hit.attributes()))
                        .limit(query.limit())
                        .toList();
            }
        };
    }

    /** The meaning of filters, to be broken in one place. */
    private static class Filters {
        boolean matches(Filter filter, Attributes attributes) {
            if (filter instanceof Filter.All all) {
                return all.filters().stream().allMatch(one -> matches(one, attributes));
            } else if (filter instanceof Filter.Any any) {
                return any.filters().stream().anyMatch(one -> matches(one, attributes));
            } else if (filter instanceof Filter.Not not) {
                return not(not, attributes);
            } else {
                return leaf(filter, attributes);
            }
        }

        boolean not(Filter.Not not, Attributes attributes) {
            return !matches(not.filter(), attributes);
        }

        boolean leaf(Filter filter, Attributes attributes) {
            return filter.matches(attributes);
        }
    }

    static class MissesNotOverAbsentAttributes extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return filtering(space, new Filters() {
                @Override
                boolean not(Filter.Not not, Attributes attributes) {
                    boolean absent = not.filter() instanceof Filter.Equal equal
                            && !attributes.asMap().containsKey(equal.name());
                    return !absent && super.not(not, attributes);
                }
            });
        }
    }

    @Test
    void suite_storeWhoseNotWantsTheAttribute_fails() {
        assertNoticed(
                MissesNotOverAbsentAttributes.class,
                "not_absentAttributeOrOtherType_isFulfilled",
                "search_randomFilters_agreeWithMatches");
    }

    static class ComparesIntegersAsReals extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return filtering(space, new Filters() {
                @Override
                boolean leaf(Filter filter, Attributes attributes) {
                    if (filter instanceof Filter.Equal equal && equal.value() instanceof Long integer) {
                        OptionalLong found = attributes.integer(equal.name());
                        return found.isPresent() && (double) found.getAsLong() == (double) integer;
                    }
                    return super.leaf(filter, attributes);
                }
            });
        }
    }

    @Test
    void suite_storeThatRoundsIntegers_fails() {
        assertNoticed(
                ComparesIntegersAsReals.class,
                "equal_integer_isExactOverAll64Bits",
                "search_randomFilters_agreeWithMatches");
    }

    static class TellsTheZerosApart extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return filtering(space, new Filters() {
                @Override
                boolean leaf(Filter filter, Attributes attributes) {
                    if (!super.leaf(filter, attributes)) {
                        return false;
                    }
                    return !(filter instanceof Filter.Between between)
                            || Double.compare(attributes.number(between.name()).orElseThrow(), between.least()) >= 0;
                }
            });
        }
    }

    @Test
    void suite_storeThatTellsTheZerosApart_fails() {
        assertNoticed(TellsTheZerosApart.class, "between_tinyRealsAndBothZeros_comparesAsReals");
    }

    static class MatchesNumbersOfOtherTypes extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return filtering(space, new Filters() {
                @Override
                boolean leaf(Filter filter, Attributes attributes) {
                    if (filter instanceof Filter.Equal equal) {
                        String found = String.valueOf(attributes.asMap().get(equal.name()));
                        return found.equals(String.valueOf(equal.value())) || filter.matches(attributes);
                    }
                    return filter.matches(attributes);
                }
            });
        }
    }

    @Test
    void suite_storeThatConfusesTypes_fails() {
        assertNoticed(MatchesNumbersOfOtherTypes.class, "equal_valueOfAnotherType_findsNothing");
    }

    static class FoldsTheCaseOfIds extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return storing(
                    space,
                    record -> new VectorRecord(
                            record.id().toLowerCase(Locale.ROOT),
                            record.embedding(),
                            record.document(),
                            record.attributes(),
                            record.version()));
        }
    }

    @Test
    void suite_storeThatFoldsIds_fails() {
        assertNoticed(
                FoldsTheCaseOfIds.class,
                "ids_ofAnyCharacters_areToldApart",
                "search_identicalVectors_comeInTheOrderOfTheirIds");
    }

    static class StripsDocuments extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return storing(
                    space,
                    record -> new VectorRecord(
                            record.id(),
                            record.embedding(),
                            record.document().strip(),
                            record.attributes(),
                            record.version()));
        }
    }

    @Test
    void suite_storeThatStripsDocuments_fails() {
        assertNoticed(StripsDocuments.class, "documents_ofAnyCharactersAndLength_comeBackWhole");
    }

    static class KeepsRealsInSinglePrecision extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return storing(space, record -> {
                Attributes.Builder attributes = Attributes.builder();
                record.attributes().asMap().forEach((name, value) -> {
                    if (value instanceof Double real) {
                        attributes.put(name, Math.scalb((float) Math.scalb(real, -900), 900));
                    } else {
                        put(attributes, name, value);
                    }
                });
                return new VectorRecord(
                        record.id(), record.embedding(), record.document(), attributes.build(), record.version());
            });
        }
    }

    private static void put(Attributes.Builder attributes, String name, Object value) {
        if (value instanceof String text) {
            attributes.put(name, text);
        } else if (value instanceof Long integer) {
            attributes.put(name, integer);
        } else if (value instanceof Double real) {
            attributes.put(name, real);
        } else if (value instanceof Boolean flag) {
            attributes.put(name, flag);
        } else if (value instanceof List<?> list) {
            attributes.put(name, list.stream().map(String.class::cast).toList());
        }
    }

    @Test
    void suite_storeThatRoundsReals_fails() {
        assertNoticed(KeepsRealsInSinglePrecision.class, "attributes_ofEveryTypeAndExtreme_comeBackExactly");
    }

    static class MergesAttributes extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return new ForwardingVectorStore(InMemoryVectorStore.of(space)) {
                @Override
                public void upsert(List<VectorRecord> records) {
                    for (VectorRecord record : records) {
                        Attributes.Builder merged = Attributes.builder();
                        search(new VectorQuery(record.embedding(), 1_000, Filter.EVERYTHING)).stream()
                                .filter(hit -> hit.id().equals(record.id()))
                                .forEach(hit ->
                                        hit.attributes().asMap().forEach((name, value) -> put(merged, name, value)));
                        record.attributes().asMap().forEach((name, value) -> put(merged, name, value));
                        super.upsert(List.of(new VectorRecord(
                                record.id(), record.embedding(), record.document(), merged.build(), record.version())));
                    }
                }
            };
        }
    }

    @Test
    void suite_storeThatMergesAttributes_fails() {
        assertNoticed(
                MergesAttributes.class,
                "upsert_knownId_replacesTheWholeRecord",
                "upsert_sameIdTwiceInOneCall_theLastCounts");
    }

    static class WritesUpToTheWrongDimension extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return new ForwardingVectorStore(InMemoryVectorStore.of(space)) {
                @Override
                public void upsert(List<VectorRecord> records) {
                    for (int i = 0; i < records.size(); i += 500) {
                        super.upsert(records.subList(i, Math.min(records.size(), i + 500)));
                    }
                }
            };
        }
    }

    @Test
    void suite_storeThatChecksDimensionsPageByPage_fails() {
        assertNoticed(WritesUpToTheWrongDimension.class, "upsert_wrongDimension_storesNothingAndNamesBoth");
    }

    static class ForgetsToRefuseAfterClose extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return new ForwardingVectorStore(InMemoryVectorStore.of(space)) {
                @Override
                public void delete(Collection<String> ids) {
                    if (!ids.isEmpty()) {
                        super.delete(ids);
                    }
                }
            };
        }
    }

    @Test
    void suite_storeThatTakesCallsAfterClose_fails() {
        assertNoticed(ForgetsToRefuseAfterClose.class, "close_thenAnyCall_isRefused");
    }

    /** A store that changes what a search found. */
    private static VectorStore finding(EmbeddingSpace space, UnaryOperator<List<VectorHit>> change) {
        return new ForwardingVectorStore(InMemoryVectorStore.of(space)) {
            @Override
            public List<VectorHit> search(VectorQuery query) {
                return change.apply(super.search(query));
            }
        };
    }

    static class ScoresFromZeroToOne extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return finding(
                    space,
                    hits -> hits.stream()
                            .map(hit -> new VectorHit(
                                    hit.id(), (1 + hit.similarity()) / 2, hit.document(), hit.attributes()))
                            .toList());
        }
    }

    @Test
    void suite_storeOnAnotherScale_fails() {
        assertNoticed(
                ScoresFromZeroToOne.class,
                "search_similarity_isTheCosine",
                "search_randomVectors_agreesWithBruteForce");
    }

    static class OrdersTiesByCodePoint extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            Comparator<VectorHit> byCodePoint = (one, other) -> Arrays.compare(
                    one.id().codePoints().toArray(), other.id().codePoints().toArray());
            return finding(
                    space,
                    hits -> hits.stream()
                            .sorted(Comparator.comparingDouble(VectorHit::similarity)
                                    .reversed()
                                    .thenComparing(byCodePoint))
                            .toList());
        }
    }

    @Test
    void suite_storeThatOrdersTiesByCodePoint_fails() {
        assertNoticed(OrdersTiesByCodePoint.class, "search_identicalVectors_comeInTheOrderOfTheirIds");
    }

    static class FindsAPageAtMost extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return finding(space, hits -> hits.subList(0, Math.min(10_000, hits.size())));
        }
    }

    @Test
    void suite_storeThatFindsAPageAtMost_fails() {
        assertNoticed(FindsAPageAtMost.class, "upsert_moreThanAnyPage_storesAllAndFindsAll");
    }

    static class MissesEveryTenthOfTheNearest extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return new ForwardingVectorStore(InMemoryVectorStore.of(space)) {
                @Override
                public List<VectorHit> search(VectorQuery query) {
                    List<VectorHit> hits = new ArrayList<>(super.search(new VectorQuery(
                            query.embedding(), Math.min(query.limit(), 1_000_000) + 1, query.filter())));
                    if (hits.size() > query.limit()) {
                        hits.remove(query.limit() / 10);
                    }
                    return hits;
                }
            };
        }
    }

    static class MissesEveryTenthAndSaysSo extends MissesEveryTenthOfTheNearest {
        @Override
        protected double missedShare() {
            return 0.2;
        }
    }

    static class MissesMoreThanItSays extends MissesEveryTenthOfTheNearest {
        @Override
        protected double missedShare() {
            return 0.005;
        }
    }

    @Test
    void suite_storeThatMissesTheNearest_failsUnlessItSaysSo() {
        Predicate<String> searches = "search_randomVectors_agreesWithBruteForce"::equals;
        BrokenAdapters.assertNoticed(MissesEveryTenthOfTheNearest.class, "search_randomVectors_agreesWithBruteForce");
        BrokenAdapters.assertNoticed(MissesMoreThanItSays.class, "search_randomVectors_agreesWithBruteForce");
        BrokenAdapters.assertPassed(MissesEveryTenthAndSaysSo.class, searches);
    }

    static class LosesVersions extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return new ForwardingVectorStore(InMemoryVectorStore.of(space)) {
                @Override
                public Map<String, String> versions(Collection<String> ids) {
                    Map<String, String> versions = new HashMap<>(super.versions(ids));
                    versions.values().removeIf(String::isEmpty);
                    return versions;
                }
            };
        }
    }

    @Test
    void suite_storeThatLosesEmptyVersions_fails() {
        assertNoticed(LosesVersions.class, "versions_knownAndUnknownIds_givesTheKnown");
    }

    static class LosesTheSecondOfTwoWritesAtATime extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return new ForwardingVectorStore(InMemoryVectorStore.of(space)) {
                private final AtomicInteger writers = new AtomicInteger();
                private final CountDownLatch second = new CountDownLatch(1);

                @Override
                public void upsert(List<VectorRecord> records) {
                    if (writers.incrementAndGet() == 2) {
                        second.countDown();
                        return;
                    }
                    try {
                        assertThat(second.await(1, TimeUnit.MINUTES))
                                .as("a second write at a time")
                                .isTrue();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    super.upsert(records);
                }
            };
        }
    }

    @Test
    void suite_storeThatLosesOneOfTwoWritesAtATime_fails() {
        assertNoticed(LosesTheSecondOfTwoWritesAtATime.class, "calls_fromEightThreads_eachSeesItsOwnWrites");
    }

    static class TurnsVectors extends VectorStoreContract {
        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return storing(space, record -> {
                float[] components = record.embedding().toArray();
                components[0] += 0.02f;
                return new VectorRecord(
                        record.id(),
                        Embedding.normalized(components),
                        record.document(),
                        record.attributes(),
                        record.version());
            });
        }
    }

    @Test
    void suite_storeWithCoarseVectors_fails() {
        assertNoticed(TurnsVectors.class, "search_randomVectors_agreesWithBruteForce");
    }

    /** A store that stores some of what it is given, and throws, once it is told to. */
    private abstract static class Interrupted extends ForwardingVectorStore {
        boolean failing;

        Interrupted(EmbeddingSpace space) {
            super(InMemoryVectorStore.of(space));
        }

        abstract List<VectorRecord> stored(List<VectorRecord> records);

        RuntimeException failure() {
            return new PortUnavailableException("VectorStore", "test", "down", null);
        }

        @Override
        public void upsert(List<VectorRecord> records) {
            super.upsert(failing ? stored(records) : records);
            if (failing) {
                throw failure();
            }
        }

        @Override
        public void delete(Collection<String> ids) {
            if (failing) {
                throw failure();
            }
            super.delete(ids);
        }
    }

    private abstract static class FailingContract extends VectorStoreContract {
        abstract Interrupted interrupted(EmbeddingSpace space);

        @Override
        protected VectorStore open(EmbeddingSpace space) {
            return interrupted(space);
        }

        @Override
        protected Optional<Failing> openFailing(EmbeddingSpace space) {
            Interrupted store = interrupted(space);
            return Optional.of(new Failing(store, () -> store.failing = true, () -> store.failing = false));
        }
    }

    static class StoresAFirstPart extends FailingContract {
        @Override
        Interrupted interrupted(EmbeddingSpace space) {
            return new Interrupted(space) {
                @Override
                List<VectorRecord> stored(List<VectorRecord> records) {
                    return records.subList(0, 7);
                }
            };
        }
    }

    static class StoresALastPart extends FailingContract {
        @Override
        Interrupted interrupted(EmbeddingSpace space) {
            return new Interrupted(space) {
                @Override
                List<VectorRecord> stored(List<VectorRecord> records) {
                    return records.subList(7, records.size());
                }
            };
        }
    }

    static class FailsWithAnExceptionOfItsOwn extends FailingContract {
        @Override
        Interrupted interrupted(EmbeddingSpace space) {
            return new Interrupted(space) {
                @Override
                List<VectorRecord> stored(List<VectorRecord> records) {
                    return List.of();
                }

                @Override
                RuntimeException failure() {
                    return new IllegalCallerException("socket closed");
                }
            };
        }
    }

    @Test
    void suite_storeThatFails_isNoticedUnlessItKeepsAFirstPart() {
        String test = "calls_backendFails_throwMovieAiExceptionAndKeepAFirstPart";
        assertPassed(StoresAFirstPart.class, test::equals);
        assertNoticed(StoresALastPart.class, test);
        assertNoticed(FailsWithAnExceptionOfItsOwn.class, test);
    }
}
