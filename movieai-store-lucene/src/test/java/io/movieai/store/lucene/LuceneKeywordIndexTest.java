package io.movieai.store.lucene;

import io.movieai.keyword.KeywordIndex;
import io.movieai.testkit.PersistentKeywordIndexContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract of keyword indexes. */
class LuceneKeywordIndexTest extends PersistentKeywordIndexContract {
    @TempDir
    Path folder;

    @Override
    protected KeywordIndex open() {
        return LuceneStore.open(folder, Records.SPACE);
    }

    @Override
    protected KeywordIndex reopen() {
        return LuceneStore.open(folder, Records.SPACE);
    }
}
