package io.movieai.app.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The key that clients have to show. Never printed. */
public final class AccessKey {
    private final byte[] digest;

    private AccessKey(byte[] digest) {
        this.digest = digest;
    }

    /**
     * Returns the key of that text.
     *
     * @throws IllegalArgumentException if it is blank or shorter than 16 characters
     */
    public static AccessKey of(String key) {
        if (key.strip().length() < 16) {
            throw new IllegalArgumentException("API key: expected at least 16 characters, found "
                    + key.strip().length() + "; 'openssl rand -hex 24' makes a good one");
        }
        return new AccessKey(digest(key.strip()));
    }

    /** Returns whether a text is the key, in a time that does not depend on where it differs or how long it is. */
    boolean matches(String shown) {
        return MessageDigest.isEqual(digest, digest(shown));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "AccessKey[***]";
    }
}
