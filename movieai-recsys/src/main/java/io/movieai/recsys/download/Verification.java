package io.movieai.recsys.download;

/** What the content of a downloaded archive was compared with. */
public enum Verification {
    /** It has the MD5 sum that the server publishes beside it. */
    PUBLISHED_MD5,
    /** The server publishes no sum; the archive has the MD5 sum that this library knows of the edition. */
    KNOWN_MD5,
    /** The content was not verified: there is no sum to compare it with, or nothing was downloaded. */
    NONE
}
