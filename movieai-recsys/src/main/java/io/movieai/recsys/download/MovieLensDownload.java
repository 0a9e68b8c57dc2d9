package io.movieai.recsys.download;

import io.movieai.MalformedResponseException;
import io.movieai.recsys.ByteProgressListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Downloads MovieLens data sets from GroupLens and unpacks them. Immutable and safe for use by several threads, except that one
 * data set is downloaded into one folder by one thread at a time.
 *
 * <p>Show {@link MovieLensEdition#licence} before a download.
 */
public final class MovieLensDownload {
    /** Where GroupLens publishes the archives. */
    public static final URI GROUP_LENS = URI.create("https://files.grouplens.org/datasets/movielens/");

    private final URI baseUri;
    private final int attempts;
    private final Duration pause;
    private final Duration patience;
    private final Disk disk;

    private MovieLensDownload(Builder builder) {
        baseUri = builder.baseUri;
        attempts = builder.attempts;
        pause = builder.pause;
        patience = builder.patience;
        disk = builder.disk;
    }

    /** Tells how many bytes the disk of a file has left for us. */
    @FunctionalInterface
    interface Disk {
        long usableSpace(Path file) throws IOException;
    }

    /** Returns a builder of downloads from GroupLens. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Makes sure that a data set is there, in the folder {@code parent/NAME}. If it is there already, nothing is downloaded.
     *
     * <p>The archive is loaded into {@code parent/NAME.zip.part}. A broken connection is taken up again; if it stays broken, or
     * the call is interrupted, that file stays and the next call goes on from there, provided that the server still has the
     * same version of the archive. The complete archive is compared with its MD5 sum, unpacked beside the target and moved
     * there in one step, so that a folder {@code NAME} is always whole; the archive itself is not kept.
     *
     * @param parent the folder to put it into, created if it is not there
     * @param progress told how much of the archive is there
     * @throws io.movieai.PortUnavailableException if the server cannot be reached, breaks off, stays silent or fails
     * @throws io.movieai.PortRejectedException if the server does not have the archive or refuses to hand it out
     * @throws MalformedResponseException if what the server sent has another MD5 sum than it should, is no zip archive, holds
     *     paths that lead out of it, is far greater than it can be, or lacks the data set's files; it is deleted
     * @throws FileAlreadyExistsException if the target is there and is not this data set
     * @throws FileSystemException if the disk has no room, the folder cannot be written to, or another download of this data set
     *     into this folder is going on
     * @throws IOException if the file system fails otherwise
     * @throws InterruptedException if the thread is interrupted; what was loaded is kept
     */
    public DownloadResult download(MovieLensEdition edition, Path parent, ByteProgressListener progress)
            throws IOException, InterruptedException {
        Objects.requireNonNull(progress, "progress");
        Path target = parent.resolve(edition.id());
        if (Files.exists(target)) {
            requireFiles(edition, target);
            return new DownloadResult(edition, target, true, 0, Verification.NONE);
        }
        createFolder(parent);
        ArchiveTransfer transfer = new ArchiveTransfer(client(), attempts, pause, patience);
        Optional<String> md5 = transfer.fetchMd5(baseUri.resolve(edition.id() + ".zip.md5"));
        PartFile part = PartFile.open(parent.resolve(edition.id() + ".zip.part"));
        try (part) {
            return download(edition, transfer, md5, part, target, progress);
        } catch (ClosedByInterruptException e) {
            // File channels close themselves on an interrupt and leave the thread's flag set.
            Thread.interrupted();
            InterruptedException interrupted = new InterruptedException("interrupted while writing " + part.file());
            interrupted.initCause(e);
            throw interrupted;
        } catch (MalformedResponseException e) {
            part.delete();
            throw e;
        }
    }

    private DownloadResult download(
            MovieLensEdition edition,
            ArchiveTransfer transfer,
            Optional<String> published,
            PartFile part,
            Path target,
            ByteProgressListener progress)
            throws IOException, InterruptedException {
        URI uri = baseUri.resolve(edition.id() + ".zip");
        SpaceCheck space = bytes -> requireSpace(part.file(), bytes);
        long received = transfer.complete(uri, part, edition.maxBytes(), space, progress);
        Verification verification = verify(edition, uri, part, published);

        Path staging = target.resolveSibling("." + edition.id() + ".unpacking");
        LocalDisk.deleteFolder(staging);
        try {
            new Unpacking(uri.toString(), edition.maxBytes())
                    .unpack(part.file(), Files.createDirectory(staging), space);
            Path unpacked = staging.resolve(edition.id());
            for (String file : edition.files()) {
                if (!Files.isRegularFile(unpacked.resolve(file))) {
                    throw new MalformedResponseException(
                            ArchiveTransfer.PORT,
                            uri.toString(),
                            "expected " + edition.id() + "/" + file + " in the archive, found none",
                            null);
                }
            }
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            LocalDisk.deleteFolder(staging);
        }
        part.delete();
        return new DownloadResult(edition, target, false, received, verification);
    }

    private static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new FileAlreadyExistsException(folder.toString(), null, "expected a folder, found a file");
        }
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(
                    folder.toString(), null, "expected a folder that can be written to: choose another one");
        }
    }

    private static void requireFiles(MovieLensEdition edition, Path target) throws FileAlreadyExistsException {
        for (String file : edition.files()) {
            if (!Files.isRegularFile(target.resolve(file))) {
                throw new FileAlreadyExistsException(
                        target.toString(),
                        null,
                        "expected " + edition.id() + " or nothing there, found something without " + file
                                + ": move it away or choose another folder");
            }
        }
    }

    private static Verification verify(MovieLensEdition edition, URI uri, PartFile part, Optional<String> published)
            throws IOException {
        Optional<String> expected = published.or(edition::knownMd5);
        if (expected.isEmpty()) {
            return Verification.NONE;
        }
        String found = part.md5();
        if (!found.equals(expected.get())) {
            throw new MalformedResponseException(
                    ArchiveTransfer.PORT,
                    uri.toString(),
                    "expected the MD5 sum " + expected.get() + ", found " + found
                            + ": the archive was damaged on its way and is deleted, download it again",
                    null);
        }
        return published.isPresent() ? Verification.PUBLISHED_MD5 : Verification.KNOWN_MD5;
    }

    private void requireSpace(Path file, long bytes) throws IOException {
        long usable = disk.usableSpace(file);
        if (usable < bytes) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "expected room for " + bytes + " bytes, found " + usable
                            + ": free space on its disk, or choose another folder; what was loaded so far is kept");
        }
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                // Over plain HTTP the JDK would ask for an upgrade to HTTP/2, which some servers do not survive.
                .version("https".equals(baseUri.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
    }

    /** Collects how to download. Not safe for use by several threads. */
    public static final class Builder {
        private URI baseUri = GROUP_LENS;
        private int attempts = 5;
        private Duration pause = Duration.ofSeconds(1);
        private Duration patience = Duration.ofSeconds(30);
        private Disk disk = file -> Files.getFileStore(file).getUsableSpace();

        private Builder() {}

        /**
         * Sets where the archives are, for a mirror. GroupLens' own address by default.
         *
         * @throws IllegalArgumentException if it is no http or https address
         */
        public Builder baseUri(URI value) {
            boolean http = "http".equals(value.getScheme()) || "https".equals(value.getScheme());
            if (!http || value.getAuthority() == null) {
                throw new IllegalArgumentException("baseUri: expected an http or https address, found " + value);
            }
            baseUri = value.getPath().endsWith("/") ? value : URI.create(value + "/");
            return this;
        }

        /**
         * Sets how often in a row to try without receiving anything, 5 by default, and how long to wait after the first failure,
         * 1 s by default; the wait doubles with each further one.
         *
         * @throws IllegalArgumentException if {@code attempts} is less than 1 or {@code pause} is negative
         */
        public Builder retry(int attempts, Duration pause) {
            if (attempts < 1) {
                throw new IllegalArgumentException("attempts: expected at least 1, found " + attempts);
            }
            if (pause.isNegative()) {
                throw new IllegalArgumentException("pause: expected none or some, found " + pause);
            }
            this.attempts = attempts;
            this.pause = pause;
            return this;
        }

        /**
         * Sets how long the server may stay silent before the connection counts as broken, 30 s by default.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder patience(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("patience: expected a positive duration, found " + value);
            }
            patience = value;
            return this;
        }

        Builder disk(Disk value) {
            disk = value;
            return this;
        }

        /** Returns the download. */
        public MovieLensDownload build() {
            return new MovieLensDownload(this);
        }
    }
}
