package io.movieai.recsys.download;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A data set that is there after {@link MovieLensDownload#download}.
 *
 * @param edition the data set
 * @param folder the folder that holds its files
 * @param alreadyPresent whether it was there before, so that nothing was downloaded
 * @param bytesReceived bytes of the archive that this call received; fewer than the archive has if an earlier call had begun
 * @param verification what its content was compared with
 */
public record DownloadResult(
        MovieLensEdition edition, Path folder, boolean alreadyPresent, long bytesReceived, Verification verification) {
    public DownloadResult {
        Objects.requireNonNull(edition, "edition");
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(verification, "verification");
    }
}
