package io.movieai.store.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/** Writes Lucene's own index format, with given graph parameters and without its bound of 1,024 dimensions. */
final class HnswCodec extends Lucene912Codec {
    /** What the graph's memory and time are reasonable for; the format itself has no bound. */
    static final int MOST_DIMENSIONS = 16_384;

    private final KnnVectorsFormat vectors;

    HnswCodec(HnswOptions options) {
        vectors = new Unbounded(new Lucene99HnswVectorsFormat(options.m(), options.efConstruction()));
    }

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
    }

    /** Writes under the name of the format it stands for, so that any Lucene of this version reads the index. */
    private static final class Unbounded extends KnnVectorsFormat {
        private final KnnVectorsFormat format;

        Unbounded(KnnVectorsFormat format) {
            super(format.getName());
            this.format = format;
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return format.fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return format.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return MOST_DIMENSIONS;
        }
    }
}
