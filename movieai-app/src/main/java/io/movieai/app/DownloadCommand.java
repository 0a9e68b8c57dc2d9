package io.movieai.app;

import io.movieai.recsys.download.DownloadResult;
import io.movieai.recsys.download.MovieLensDownload;
import io.movieai.recsys.download.MovieLensEdition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code movieai download}: fetches a MovieLens data set. */
@Command(name = "download", mixinStandardHelpOptions = true, resourceBundle = Texts.BUNDLE)
final class DownloadCommand implements Callable<Integer> {
    private static final long MIB = 1 << 20;

    private final Terminal terminal;
    private final Texts texts;

    @Parameters(
            paramLabel = "NAME",
            descriptionKey = "name",
            converter = EditionConverter.class,
            completionCandidates = EditionNames.class)
    private MovieLensEdition edition = MovieLensEdition.ML_100K;

    @Option(names = "--dir", paramLabel = "DIR", defaultValue = ".", descriptionKey = "dir")
    private Path dir = Path.of(".");

    @Option(names = "--from", paramLabel = "URL", hidden = true, descriptionKey = "from")
    private URI from = MovieLensDownload.GROUP_LENS;

    DownloadCommand(Terminal terminal, Texts texts) {
        this.terminal = terminal;
        this.texts = texts;
    }

    /** Takes GroupLens' names of the editions. */
    static final class EditionConverter implements ITypeConverter<MovieLensEdition> {
        @Override
        public MovieLensEdition convert(String value) {
            return MovieLensEdition.find(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "expected one of " + String.join(", ", new EditionNames().names()) + ", found " + value));
        }
    }

    /** Lists GroupLens' names of the editions. */
    static final class EditionNames implements Iterable<String> {
        List<String> names() {
            return Arrays.stream(MovieLensEdition.values())
                    .map(MovieLensEdition::id)
                    .toList();
        }

        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        terminal.say(edition.licence(texts.language()));
        MovieLensDownload download = MovieLensDownload.builder().baseUri(from).build();
        DownloadResult result;
        try (Progress progress = terminal.progress(texts.get("progress.download", edition.id()), " MiB", MIB)) {
            result = download.download(edition, dir, progress::show);
        }
        if (result.alreadyPresent()) {
            terminal.say(texts.get("download.present", result.folder()));
        } else {
            String verification = switch (result.verification()) {
                case PUBLISHED_MD5 -> texts.get("download.verified");
                case KNOWN_MD5 -> texts.get("download.known");
                case NONE -> texts.get("download.unverified");
            };
            terminal.say(texts.get("download.done", result.folder(), verification, result.bytesReceived() / MIB));
        }
        terminal.say(texts.get("download.next", result.folder()));
        return ExitCodes.OK;
    }
}
