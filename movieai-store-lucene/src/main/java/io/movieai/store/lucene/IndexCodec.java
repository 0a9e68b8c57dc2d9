package io.movieai.store.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99ScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Writes Lucene's own index format, which any Lucene of this version reads: with graph parameters of choice, without the
 * bound of 1,024 dimensions, and with graphs in large segments only. Building a graph is most of the cost of ingesting, a
 * vector is linked in again with each merge, and small segments are compared as a whole anyway.
 */
final class IndexCodec extends FilterCodec {
    /** What the memory and time of building a graph are reasonable for; the format itself has no bound. */
    static final int MOST_DIMENSIONS = 16_384;

    private final KnnVectorsFormat vectors;

    IndexCodec(HnswOptions options) {
        super("Lucene912", new Lucene912Codec());
        vectors = new BySize(
                options.graphsFrom(),
                new Lucene99HnswVectorsFormat(options.m(), options.efConstruction()),
                // The one format without a graph that Lucene knows by name; it keeps the vectors in full beside smaller
                // ones.
                new Lucene99ScalarQuantizedVectorsFormat());
    }

    @Override
    public KnnVectorsFormat knnVectorsFormat() {
        return vectors;
    }

    /** Chooses the format by the size of the segment; which one it was is written in the segment. */
    private static final class BySize extends KnnVectorsFormat {
        private final int graphsFrom;
        private final PerFieldKnnVectorsFormat graphs;
        private final PerFieldKnnVectorsFormat plain;

        BySize(int graphsFrom, KnnVectorsFormat graphs, KnnVectorsFormat plain) {
            super("BySize");
            this.graphsFrom = graphsFrom;
            this.graphs = new Always(graphs);
            this.plain = new Always(plain);
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            // What is written from memory is a piece of a list: small.
            int size = state.context.mergeInfo == null ? 0 : state.context.mergeInfo.totalMaxDoc;
            return (size >= graphsFrom ? graphs : plain).fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return graphs.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return MOST_DIMENSIONS;
        }
    }

    private static final class Always extends PerFieldKnnVectorsFormat {
        private final KnnVectorsFormat format;

        Always(KnnVectorsFormat format) {
            this.format = format;
        }

        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return format;
        }
    }
}
