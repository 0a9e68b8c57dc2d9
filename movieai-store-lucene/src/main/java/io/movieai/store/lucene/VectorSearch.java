package io.movieai.store.lucene;

import static org.apache.lucene.search.DocIdSetIterator.NO_MORE_DOCS;

import io.movieai.store.Filter;
import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.MultiLeafKnnCollector;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.hnsw.BlockingFloatHeap;
import org.jspecify.annotations.Nullable;

/**
 * Answers one vector query on one view of the index. Candidates come from comparing every record that fulfils the filter,
 * or from the HNSW graphs of the segments where there are too many; the similarities of the candidates are then computed
 * anew in 64 bits, so that order and ties are exact among them.
 */
final class VectorSearch {
    /** A graph visits some tens of vectors, out of order, for each candidate that it keeps. */
    private static final int COMPARISONS_PER_CANDIDATE = 16;

    /** Unit roundoff of 32-bit floats. */
    private static final double ROUNDOFF = 0x1p-24;

    private final IndexSearcher searcher;
    private final HnswOptions options;
    private final float[] target;
    private final Filter filter;

    private VectorSearch(IndexSearcher searcher, HnswOptions options, VectorQuery query) {
        this.searcher = searcher;
        this.options = options;
        this.target = query.embedding().toArray();
        this.filter = query.filter();
    }

    static List<VectorHit> search(IndexSearcher searcher, HnswOptions options, VectorQuery query) throws IOException {
        return new VectorSearch(searcher, options, query).search(query.limit());
    }

    /** Returns how many records the index holds. */
    static long count(IndexSearcher searcher) throws IOException {
        long count = 0;
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            Part part = part(searcher, segment, Filter.EVERYTHING);
            count += part == null ? 0 : part.records();
        }
        return count;
    }

    private List<VectorHit> search(int limit) throws IOException {
        List<Part> parts = new ArrayList<>();
        long records = 0;
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            Part part = part(searcher, segment, filter);
            if (part != null) {
                parts.add(part);
                records += part.records();
            }
        }
        int wanted = (int) Math.min(limit, records);
        if (wanted == 0) {
            return List.of();
        }
        long width = Math.max(options.efSearch(), 2L * wanted);
        Candidates candidates;
        if (records > Math.max(options.exactBelow(), width * COMPARISONS_PER_CANDIDATE)) {
            candidates = throughGraphs(parts, (int) width);
            if (candidates.size() < wanted) {
                candidates = comparingAll(parts, (int) records);
            }
        } else {
            candidates = comparingAll(parts, (int) records);
        }
        return hits(ranked(candidates.nearest(wanted, error())), wanted);
    }

    /** The records of a segment that fulfil the filter: all of its vectors where no set is given. */
    private record Part(LeafReaderContext segment, @Nullable FixedBitSet accepted, int records) {}

    private static @Nullable Part part(IndexSearcher searcher, LeafReaderContext segment, Filter filter)
            throws IOException {
        LeafReader reader = segment.reader();
        FloatVectorValues vectors = reader.getFloatVectorValues(VectorDocuments.VECTOR);
        if (vectors == null) {
            return null;
        }
        if (filter.equals(Filter.EVERYTHING) && !reader.hasDeletions()) {
            return new Part(segment, null, vectors.size());
        }
        FixedBitSet accepted = FilterBits.matching(searcher, segment, filter);
        int records = accepted.cardinality();
        return records == 0 ? null : new Part(segment, accepted, records);
    }

    private Candidates throughGraphs(List<Part> parts, int width) throws IOException {
        Candidates candidates = new Candidates(width);
        BlockingFloatHeap shared = new BlockingFloatHeap(width);
        for (Part part : parts) {
            if (part.records() <= width || part.segment().reader().maxDoc() < options.graphsFrom()) {
                compareAll(part, candidates);
                continue;
            }
            // Where the filter leaves few records, the graph would lead past more vectors than there are to compare.
            int most = part.accepted() == null ? Integer.MAX_VALUE : part.records();
            TopKnnCollector collector = new TopKnnCollector(width, most);
            part.segment()
                    .reader()
                    .searchNearestVectors(
                            VectorDocuments.VECTOR,
                            target,
                            new MultiLeafKnnCollector(width, shared, collector),
                            part.accepted());
            if (collector.earlyTerminated()) {
                compareAll(part, candidates);
                continue;
            }
            for (ScoreDoc found : collector.topDocs().scoreDocs) {
                // The index's score for dot products is (1 + cosine) / 2.
                candidates.add(part.segment().ord, found.doc, clamp(2 * found.score - 1));
            }
        }
        return candidates;
    }

    private Candidates comparingAll(List<Part> parts, int records) throws IOException {
        Candidates candidates = new Candidates(records);
        for (Part part : parts) {
            compareAll(part, candidates);
        }
        return candidates;
    }

    private void compareAll(Part part, Candidates candidates) throws IOException {
        int segment = part.segment().ord;
        FloatVectorValues vectors = vectors(segment);
        FixedBitSet accepted = part.accepted();
        if (accepted == null) {
            for (int document = vectors.nextDoc(); document != NO_MORE_DOCS; document = vectors.nextDoc()) {
                candidates.add(segment, document, similarity(vectors.vectorValue()));
            }
        } else {
            for (int document = accepted.nextSetBit(0); document != NO_MORE_DOCS; ) {
                vectors.advance(document);
                candidates.add(segment, document, similarity(vectors.vectorValue()));
                int next = document + 1;
                document = next < accepted.length() ? accepted.nextSetBit(next) : NO_MORE_DOCS;
            }
        }
    }

    private float similarity(float[] vector) {
        return clamp(VectorUtil.dotProduct(target, vector));
    }

    private static float clamp(float cosine) {
        return Math.max(-1, Math.min(1, cosine));
    }

    /**
     * Returns how far a similarity in 32 bits can be from the exact one. A sum of n products of 32-bit numbers is within
     * n u / (1 - n u) of the exact one, relative to the vectors' lengths and in whatever order it is formed (N. J. Higham,
     * "Accuracy and Stability of Numerical Algorithms", second edition, section 3.1); lengths are 1 within a thousandth,
     * and the index's score costs two more roundings.
     */
    private double error() {
        double sum = target.length * ROUNDOFF / (1 - target.length * ROUNDOFF);
        return 1.01 * sum + 4 * ROUNDOFF;
    }

    /** A candidate with its similarity in 64 bits. */
    private record Ranked(int segment, int document, double similarity) {}

    private List<Ranked> ranked(long[] places) throws IOException {
        List<Ranked> ranked = new ArrayList<>(places.length);
        int segment = -1;
        FloatVectorValues vectors = null;
        for (long place : places) {
            if (vectors == null || segment != Candidates.segment(place)) {
                segment = Candidates.segment(place);
                vectors = vectors(segment);
            }
            int document = Candidates.document(place);
            vectors.advance(document);
            ranked.add(new Ranked(segment, document, cosine(vectors.vectorValue())));
        }
        ranked.sort(Comparator.comparingDouble(Ranked::similarity).reversed());
        return ranked;
    }

    private double cosine(float[] vector) {
        double dot = 0;
        for (int i = 0; i < target.length; i++) {
            dot += (double) target[i] * vector[i];
        }
        return Math.max(-1, Math.min(1, dot));
    }

    private List<VectorHit> hits(List<Ranked> ranked, int wanted) throws IOException {
        List<Ranked> chosen = new ArrayList<>(wanted);
        for (int start = 0; chosen.size() < wanted; ) {
            int end = start + 1;
            while (end < ranked.size()
                    && ranked.get(end).similarity() == ranked.get(start).similarity()) {
                end++;
            }
            List<Ranked> equal = ranked.subList(start, end);
            for (Ranked each : equal.size() == 1 ? equal : byId(equal)) {
                if (chosen.size() < wanted) {
                    chosen.add(each);
                }
            }
            start = end;
        }
        return read(chosen);
    }

    /** Reads the records of these candidates, in the order in which they lie in the index, and returns them in that given. */
    private List<VectorHit> read(List<Ranked> chosen) throws IOException {
        VectorHit[] hits = new VectorHit[chosen.size()];
        int[] places = IntStream.range(0, hits.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> chosen.get(i).segment())
                        .thenComparingInt(i -> chosen.get(i).document()))
                .mapToInt(Integer::intValue)
                .toArray();
        RecordReader records = null;
        int segment = -1;
        for (int place : places) {
            Ranked each = chosen.get(place);
            if (records == null || segment != each.segment()) {
                segment = each.segment();
                records = new RecordReader(leaf(segment).reader(), VectorDocuments.RECORD);
            }
            hits[place] = StoredRecord.readHit(records.read(each.document()), each.similarity());
        }
        return List.of(hits);
    }

    private List<Ranked> byId(List<Ranked> equal) throws IOException {
        record Named(Ranked ranked, BytesRef id) {}
        List<Named> named = new ArrayList<>(equal.size());
        for (Ranked each : equal) {
            BinaryDocValues ids = DocValues.getBinary(leaf(each.segment()).reader(), VectorDocuments.ORDER);
            ids.advanceExact(each.document());
            named.add(new Named(each, BytesRef.deepCopyOf(ids.binaryValue())));
        }
        return named.stream()
                .sorted(Comparator.comparing(Named::id))
                .map(Named::ranked)
                .toList();
    }

    private FloatVectorValues vectors(int segment) throws IOException {
        return Objects.requireNonNull(
                leaf(segment).reader().getFloatVectorValues(VectorDocuments.VECTOR),
                "vectors of a segment with records");
    }

    private LeafReaderContext leaf(int segment) {
        return searcher.getIndexReader().leaves().get(segment);
    }
}
