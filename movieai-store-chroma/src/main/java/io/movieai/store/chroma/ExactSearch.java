package io.movieai.store.chroma;

import io.movieai.store.VectorHit;
import io.movieai.store.VectorQuery;
import io.movieai.store.chroma.ChromaApi.Include;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Search without the server's index: reads the candidates, checks the filter and computes every cosine here. Exact, at a cost
 * that grows with the number of candidates; for what the index does not reach.
 */
final class ExactSearch {
    /** The order of hits: greatest similarity first, then by id. */
    static final Comparator<VectorHit> ORDER =
            Comparator.comparingDouble(VectorHit::similarity).reversed().thenComparing(VectorHit::id);

    /** Records read at once. */
    static final int PAGE = 500;

    private ExactSearch() {}

    /**
     * Returns the nearest of some records that fulfil the query's filter.
     *
     * @param candidates ids; one that is not stored any more is left out
     */
    static List<VectorHit> search(ChromaApi api, String collection, VectorQuery query, List<String> candidates) {
        float[] vector = query.embedding().toArray();
        PriorityQueue<VectorHit> nearest = new PriorityQueue<>(ORDER.reversed());
        for (List<String> page : pages(candidates, Math.min(PAGE, api.batchLimit()))) {
            ChromaRecords records = api.get(collection, page, Include.METADATAS);
            Map<String, VectorHit> matching = new HashMap<>();
            for (int i = 0; i < records.size(); i++) {
                VectorHit hit = new VectorHit(records.ids().get(i), 0, "", records.attributes(i));
                if (query.filter().matches(hit.attributes())) {
                    matching.put(hit.id(), hit);
                }
            }
            if (matching.isEmpty()) {
                continue;
            }
            ChromaRecords vectors = api.get(collection, matching.keySet(), Include.EMBEDDINGS);
            for (int i = 0; i < vectors.size(); i++) {
                VectorHit hit = matching.get(vectors.ids().get(i));
                if (hit != null) {
                    nearest.add(new VectorHit(hit.id(), cosine(vector, vectors.embedding(i)), "", hit.attributes()));
                    if (nearest.size() > query.limit()) {
                        nearest.remove();
                    }
                }
            }
        }
        return withDocuments(api, collection, nearest.stream().sorted(ORDER).toList());
    }

    /** Returns hits with their documents; one that is not stored any more is left out. */
    static List<VectorHit> withDocuments(ChromaApi api, String collection, List<VectorHit> hits) {
        List<VectorHit> whole = new ArrayList<>(hits.size());
        for (List<VectorHit> page : pages(hits, Math.min(PAGE, api.batchLimit()))) {
            ChromaRecords records =
                    api.get(collection, page.stream().map(VectorHit::id).toList(), Include.DOCUMENTS);
            Map<String, String> documents = new HashMap<>();
            for (int i = 0; i < records.size(); i++) {
                documents.put(records.ids().get(i), records.document(i));
            }
            for (VectorHit hit : page) {
                String document = documents.get(hit.id());
                if (document != null) {
                    whole.add(new VectorHit(hit.id(), hit.similarity(), document, hit.attributes()));
                }
            }
        }
        return whole;
    }

    /** Returns a list in runs of a length, the last one shorter. */
    static <T> List<List<T>> pages(List<T> list, int length) {
        List<List<T>> pages = new ArrayList<>();
        for (int from = 0; from < list.size(); from += length) {
            pages.add(list.subList(from, Math.min(list.size(), from + length)));
        }
        return pages;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double squaredA = 0;
        double squaredB = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            dot += (double) a[i] * b[i];
            squaredA += (double) a[i] * a[i];
            squaredB += (double) b[i] * b[i];
        }
        double lengths = Math.sqrt(squaredA * squaredB);
        // A vector of zeros points nowhere; as the server has it, its cosine is 0.
        return lengths == 0 ? 0 : Math.max(-1, Math.min(1, dot / lengths));
    }
}
