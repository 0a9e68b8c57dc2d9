package io.movieai.recsys.download;

import java.io.IOException;

/** Makes sure, before something is written, that there is room for it. */
@FunctionalInterface
interface SpaceCheck {
    /**
     * Makes sure that there is room for so many bytes more.
     *
     * @throws java.nio.file.FileSystemException if there is none
     */
    void require(long bytes) throws IOException;
}
