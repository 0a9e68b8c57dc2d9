package io.movieai.recsys.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.movieai.MalformedResponseException;
import io.movieai.MovieAiException;
import io.movieai.PortRejectedException;
import io.movieai.PortUnavailableException;
import io.movieai.RateLimitedException;
import io.movieai.recsys.ByteProgressListener;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovieLensDownloadTest {
    private static final MovieLensEdition EDITION = MovieLensEdition.LATEST_SMALL;

    @TempDir
    Path parent;

    private ArchiveServer server;
    private byte[] archive;

    @BeforeEach
    void startServer() throws IOException {
        archive = ArchiveServer.zip(files());
        server = new ArchiveServer(archive);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    /** A data set of made-up lines, hard enough to compress that the archive has some 100 KB. */
    private static Map<String, String> files() {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("ml-latest-small/", "");
        files.put("ml-latest-small/movies.csv", "movieId,title,genres\n1,Mill (1995),Drama\n");
        files.put("ml-latest-small/ratings.csv", HexFormat.of().formatHex(noise));
        files.put("ml-latest-small/more/README.txt", "about");
        files.put("__MACOSX/ml-latest-small/movies.csv", "x");
        return files;
    }

    private MovieLensDownload.Builder builder() {
        return MovieLensDownload.builder()
                .baseUri(server.uri())
                .retry(1, Duration.ZERO)
                .patience(Duration.ofSeconds(20));
    }

    private DownloadResult download(MovieLensDownload download) throws IOException, InterruptedException {
        return download.download(EDITION, parent, ByteProgressListener.NONE);
    }

    private DownloadResult download() throws IOException, InterruptedException {
        return download(builder().build());
    }

    private Path target() {
        return parent.resolve("ml-latest-small");
    }

    private Path part() {
        return parent.resolve("ml-latest-small.zip.part");
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertComplete() throws IOException {
        assertThat(left()).as("nothing but the data set is left").containsExactly("ml-latest-small");
        assertThat(target().resolve("movies.csv")).hasContent(files().get("ml-latest-small/movies.csv"));
        assertThat(target().resolve("ratings.csv")).hasContent(files().get("ml-latest-small/ratings.csv"));
        assertThat(target().resolve("more/README.txt")).hasContent("about");
    }

    @Test
    void download_fresh_unpacksAndVerifies() throws Exception {
        List<Long> done = new ArrayList<>();

        DownloadResult result = builder().build().download(EDITION, parent.resolve("a/b"), (bytes, total) -> {
            assertThat(total).isEqualTo(archive.length);
            done.add(bytes);
        });

        assertThat(result)
                .isEqualTo(new DownloadResult(
                        EDITION,
                        parent.resolve("a/b/ml-latest-small"),
                        false,
                        archive.length,
                        Verification.PUBLISHED_MD5));
        assertThat(result.folder().resolve("movies.csv")).exists();
        assertThat(done).isSorted().startsWith(0L).endsWith((long) archive.length);
        assertThat(server.requests).containsExactly("ml-latest-small.zip.md5", "ml-latest-small.zip");
    }

    @Test
    void download_alreadyThere_asksNobody() throws Exception {
        download();
        server.requests.clear();

        DownloadResult result = download();

        assertThat(result).isEqualTo(new DownloadResult(EDITION, target(), true, 0, Verification.NONE));
        assertThat(server.requests).isEmpty();
        assertComplete();
    }

    @Test
    void download_somethingElseThere_isLeftAlone() throws Exception {
        Files.createDirectories(target());
        Files.writeString(target().resolve("movies.csv"), "mine");

        assertThatThrownBy(this::download)
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("found something without ratings.csv: move it away");
        assertThat(target().resolve("movies.csv")).hasContent("mine");
    }

    @Test
    void download_noPublishedSum_saysThatNothingWasVerified() throws Exception {
        server.md5 = null;

        assertThat(download().verification()).isEqualTo(Verification.NONE);
        assertComplete();
    }

    @Test
    void download_noPublishedSumButAKnownOne_comparesWithIt() throws Exception {
        server.md5 = null;
        server.archive = ArchiveServer.zip(Map.of("ml-1m/movies.dat", "x", "ml-1m/ratings.dat", "x"));

        assertThatThrownBy(() -> builder().build().download(MovieLensEdition.ML_1M, parent, ByteProgressListener.NONE))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("expected the MD5 sum c4d9eecfca2ab87c1945afe126590906, found "
                        + ArchiveServer.md5Of(server.archive));
        assertThat(left()).isEmpty();
    }

    @Test
    void download_sumInOtherForms_isRead() throws Exception {
        server.md5 = ArchiveServer.md5Of(archive).toUpperCase(java.util.Locale.ROOT) + "  ml-latest-small.zip";

        assertThat(download().verification()).isEqualTo(Verification.PUBLISHED_MD5);
    }

    @Test
    void download_wrongSum_deletesTheArchive() throws Exception {
        server.md5 = "MD5 (x) = 00000000000000000000000000000000";

        assertThatThrownBy(this::download)
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining(
                        "expected the MD5 sum 00000000000000000000000000000000, found " + ArchiveServer.md5Of(archive));
        assertThat(left()).isEmpty();
    }

    @Test
    void download_noSumInItsFile_keepsThePart() throws Exception {
        server.cuts.add(40_000);
        assertThatThrownBy(this::download).isInstanceOf(PortUnavailableException.class);
        server.md5 = "<html>please log in</html>";

        assertThatThrownBy(this::download)
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("found a text without one");
        assertThat(part()).hasSize(40_000);
    }

    @Test
    void download_brokenConnection_isTakenUpAgain() throws Exception {
        server.cuts.addAll(List.of(40_000, 0, 30_000));

        DownloadResult result = download(builder().retry(3, Duration.ZERO).build());

        assertThat(server.requests)
                .containsExactly(
                        "ml-latest-small.zip.md5",
                        "ml-latest-small.zip",
                        "ml-latest-small.zip bytes=40000-",
                        "ml-latest-small.zip bytes=40000-",
                        "ml-latest-small.zip bytes=70000-");
        assertThat(result.bytesReceived()).isEqualTo(archive.length);
        assertComplete();
    }

    @Test
    void download_brokenTooOften_leavesWhatTheNextCallGoesOnFrom() throws Exception {
        server.cuts.add(40_000);
        assertThatThrownBy(this::download)
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("the 40000 bytes loaded so far are kept")
                .hasMessageStartingWith("MovieLensDownload (127.0.0.1:");
        assertThat(Files.readAllBytes(part())).isEqualTo(Arrays.copyOf(archive, 40_000));

        List<Long> done = new ArrayList<>();
        DownloadResult result = builder().build().download(EDITION, parent, (bytes, total) -> done.add(bytes));

        assertThat(result.bytesReceived()).isEqualTo(archive.length - 40_000);
        assertThat(result.verification()).isEqualTo(Verification.PUBLISHED_MD5);
        assertThat(done).startsWith(40_000L);
        assertThat(server.requests).last().isEqualTo("ml-latest-small.zip bytes=40000-");
        assertComplete();
    }

    @Test
    void download_resumedByTimeOfChange_goesOn() throws Exception {
        server.etag = "W/\"weak\"";
        server.lastModified = "Wed, 26 Sep 2018 21:13:01 GMT";
        server.cuts.add(40_000);
        assertThatThrownBy(this::download).isInstanceOf(PortUnavailableException.class);

        assertThat(download().bytesReceived()).isEqualTo(archive.length - 40_000);
        assertComplete();
    }

    @Test
    void download_noValidator_startsOver() throws Exception {
        server.etag = null;
        server.cuts.add(40_000);
        assertThatThrownBy(this::download).isInstanceOf(PortUnavailableException.class);

        assertThat(download().bytesReceived()).isEqualTo(archive.length);
        assertThat(server.requests).noneMatch(request -> request.contains("bytes="));
        assertComplete();
    }

    @Test
    void download_rangesIgnored_startsOver() throws Exception {
        server.ranges = false;
        server.cuts.add(40_000);
        assertThatThrownBy(this::download).isInstanceOf(PortUnavailableException.class);

        assertThat(download().bytesReceived()).isEqualTo(archive.length);
        assertComplete();
    }

    @Test
    void download_archiveChangedMeanwhile_startsOver() throws Exception {
        server.cuts.add(40_000);
        assertThatThrownBy(this::download).isInstanceOf(PortUnavailableException.class);
        Map<String, String> changed = new LinkedHashMap<>(files());
        changed.put("ml-latest-small/movies.csv", "movieId,title,genres\n2,Rain (1996),War\n");
        server.archive = ArchiveServer.zip(changed);
        server.etag = "\"v2\"";
        server.md5 = ArchiveServer.md5Of(server.archive);

        assertThat(download().bytesReceived()).isEqualTo(server.archive.length);
        assertThat(target().resolve("movies.csv")).content().contains("Rain");
    }

    @Test
    void download_otherRangeThanAskedFor_startsOver() throws Exception {
        server.cuts.add(40_000);
        assertThatThrownBy(this::download).isInstanceOf(PortUnavailableException.class);
        server.wrongContentRange = "bytes 39999-99999/100000";

        assertThat(download().bytesReceived()).isEqualTo(archive.length);
        assertComplete();
    }

    @Test
    void download_partIsComplete_goesOnWithUnpacking() throws Exception {
        server.cuts.add(archive.length - 1);
        assertThatThrownBy(this::download).isInstanceOf(PortUnavailableException.class);
        Files.write(part(), archive);
        server.requests.clear();

        assertThat(download().bytesReceived()).isZero();
        assertThat(server.requests).containsExactly("ml-latest-small.zip.md5");
        assertComplete();
    }

    @Test
    void download_partOfUnknownLengthIsComplete_isFoundOut() throws Exception {
        server.lengthKnown = false;
        server.silentAfter = 40_000;
        assertThatThrownBy(() ->
                        download(builder().patience(Duration.ofMillis(300)).build()))
                .isInstanceOf(PortUnavailableException.class);
        server.silentAfter = -1;
        Files.write(part(), archive);

        assertThat(download().bytesReceived()).isZero();
        assertThat(server.requests).last().isEqualTo("ml-latest-small.zip bytes=" + archive.length + "-");
        assertComplete();
    }

    @Test
    void download_partGreaterThanTheArchive_startsOver() throws Exception {
        server.cuts.add(40_000);
        assertThatThrownBy(this::download).isInstanceOf(PortUnavailableException.class);
        Files.write(part(), new byte[archive.length + 1]);

        assertThat(download().bytesReceived()).isEqualTo(archive.length);
        assertComplete();
    }

    @Test
    void download_unreadableNote_startsOver() throws Exception {
        server.cuts.add(40_000);
        assertThatThrownBy(this::download).isInstanceOf(PortUnavailableException.class);
        Files.writeString(parent.resolve("ml-latest-small.zip.part.properties"), "validator=\\u00");

        assertThat(download().bytesReceived()).isEqualTo(archive.length);
        assertComplete();
    }

    @Test
    void download_silentServer_isGivenUp() throws Exception {
        server.silentAfter = 40_000;

        assertThatThrownBy(() ->
                        download(builder().patience(Duration.ofMillis(300)).build()))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("the server sent nothing for 0.3 s")
                .hasMessageContaining("the 40000 bytes loaded so far are kept");
        assertThat(part()).hasSize(40_000);
    }

    @Test
    void download_interrupted_keepsThePart() throws Exception {
        server.silentAfter = 40_000;

        assertThatThrownBy(() -> builder().build().download(EDITION, parent, (done, total) -> {
                    if (done == 40_000) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).as("the flag is cleared").isFalse();
        assertThat(part()).hasSize(40_000);

        server.silentAfter = -1;
        assertThat(download().bytesReceived()).isEqualTo(archive.length - 40_000);
        assertComplete();
    }

    @Test
    void download_interruptedWhileWriting_keepsThePart() throws Exception {
        assertThatThrownBy(() -> builder().build().download(EDITION, parent, (done, total) -> {
                    if (done > 0) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).as("the flag is cleared").isFalse();
        assertThat(Files.size(part())).isPositive();

        download();
        assertComplete();
    }

    @Test
    void download_missingArchive_isRejected() throws Exception {
        server.statuses.add(404);

        assertThatThrownBy(this::download)
                .isInstanceOf(PortRejectedException.class)
                .hasMessageContaining("/datasets/ml-latest-small.zip, found HTTP status 404")
                .extracting(e -> ((MovieAiException) e).isRetryable())
                .isEqualTo(false);
        assertThat(left()).isEmpty();
    }

    @Test
    void download_failingServer_isTriedAgain() throws Exception {
        server.statuses.addAll(List.of(500, 503));

        download(builder().retry(3, Duration.ofMillis(1)).build());

        assertComplete();
    }

    @Test
    void download_serverThatKeepsFailing_isUnavailable() throws Exception {
        server.statuses.addAll(List.of(500, 500, 500));

        assertThatThrownBy(() -> download(builder().retry(3, Duration.ZERO).build()))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("found HTTP status 500");
        assertThat(left()).isEmpty();
    }

    @Test
    void download_tooManyRequests_saysWhenToComeBack() {
        server.statuses.add(429);
        server.retryAfter = "90";

        assertThatThrownBy(() -> download(builder().retry(3, Duration.ZERO).build()))
                .isInstanceOf(RateLimitedException.class)
                .extracting(e -> ((RateLimitedException) e).retryAfter().orElseThrow())
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void download_noServer_isUnavailable() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        MovieLensDownload download = builder()
                .baseUri(URI.create("http://127.0.0.1:" + unused + "/"))
                .build();

        assertThatThrownBy(() -> download(download))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("no answer (")
                .hasMessageContaining("Check the network and its proxy");
        assertThat(left()).isEmpty();
    }

    @Test
    void download_noZipArchive_isMalformed() throws Exception {
        server.archive = "<html>hello</html>".getBytes(StandardCharsets.UTF_8);
        server.md5 = null;

        assertThatThrownBy(this::download)
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("expected a zip archive, found a broken one");
        assertThat(left()).isEmpty();
    }

    @Test
    void download_damagedContent_isFoundWithoutAnySum() throws Exception {
        server.md5 = null;
        byte[] damaged = archive.clone();
        damaged[archive.length / 2] ^= 1;
        server.archive = damaged;

        assertThatThrownBy(this::download).isInstanceOf(MalformedResponseException.class);
        assertThat(left()).isEmpty();
    }

    @Test
    void download_archiveWithoutTheFiles_isMalformed() throws Exception {
        server.archive = ArchiveServer.zip(Map.of("ml-latest-small/movies.csv", "x"));
        server.md5 = null;

        assertThatThrownBy(this::download)
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("expected ml-latest-small/ratings.csv in the archive, found none");
        assertThat(left()).isEmpty();
    }

    @Test
    void download_archiveOfAnotherSize_isRefused() throws Exception {
        server.claimedLength = 300_000_000;

        assertThatThrownBy(this::download)
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("expected at most 200000000 bytes")
                .hasMessageContaining("found 300000000");
        assertThat(left()).isEmpty();
    }

    @Test
    void download_noRoom_saysSoBeforeTheTransfer() throws Exception {
        assertThatThrownBy(() -> download(builder().disk(file -> 1000).build()))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("expected room for " + archive.length + " bytes, found 1000: free space");
    }

    @Test
    void download_noRoomToUnpack_keepsTheArchive() throws Exception {
        assertThatThrownBy(() -> download(builder().disk(file -> 150_000).build()))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("expected room for 200");
        assertThat(part()).hasSize(archive.length);

        assertThat(download().bytesReceived()).isZero();
        assertComplete();
    }

    @Test
    void download_fullDisk_saysSo() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full on this system");
        Files.createSymbolicLink(part(), full);

        assertThatThrownBy(this::download)
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(part().toString())
                .hasMessageContaining("could not be written (")
                .hasMessageContaining("free space on its disk");
    }

    @Test
    void download_parentIsAFile_isAnErrorOfTheFileSystem() throws Exception {
        Path file = Files.writeString(parent.resolve("file"), "x");

        assertThatThrownBy(() -> builder().build().download(EDITION, file, ByteProgressListener.NONE))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(file + ": expected a folder, found a file");
    }

    @Test
    void download_twoAtOnce_theSecondIsRefused() throws Exception {
        List<Throwable> second = new ArrayList<>();

        builder().build().download(EDITION, parent, (done, total) -> {
            if (second.isEmpty()) {
                try {
                    download();
                } catch (IOException e) {
                    second.add(e);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });

        assertThat(second)
                .singleElement()
                .satisfies(e -> assertThat(e)
                        .isInstanceOf(FileSystemException.class)
                        .hasMessageContaining("another download writes to it"));
        assertComplete();
    }

    @Test
    void download_leftoversOfAnUnpacking_areCleared() throws Exception {
        Path leftover = Files.createDirectories(parent.resolve(".ml-latest-small.unpacking/ml-latest-small"));
        Files.writeString(leftover.resolve("old.csv"), "x");

        download();

        assertComplete();
        assertThat(target().resolve("old.csv")).doesNotExist();
    }

    @Test
    void builder_badValues_areRefused() {
        assertThatThrownBy(() -> MovieLensDownload.builder().baseUri(URI.create("ftp://example.org/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("baseUri: expected an http or https address, found ftp://example.org/");
        assertThatThrownBy(() -> MovieLensDownload.builder().retry(0, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MovieLensDownload.builder().retry(1, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MovieLensDownload.builder().patience(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
