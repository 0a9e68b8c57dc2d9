package io.movieai.store.lucene;

import io.movieai.keyword.KeywordIndex;
import io.movieai.testkit.PersistentKeywordIndexContract;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.store.MMapDirectory;
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
    protected Optional<Failing> openFailing() {
        AtomicReference<FailingDisk> disk = new AtomicReference<>();
        KeywordIndex index = LuceneStore.open(folder, Records.SPACE, HnswOptions.DEFAULT, each -> {
            FailingDisk made = new FailingDisk(new MMapDirectory(each));
            disk.set(made);
            return made;
        });
        return Optional.of(
                new Failing(index, () -> Objects.requireNonNull(disk.get()).failAfter(0)));
    }

    @Override
    protected KeywordIndex reopen() {
        return LuceneStore.open(folder, Records.SPACE);
    }
}
