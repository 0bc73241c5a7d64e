package io.polycritic.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of this bundle: of requests, of what is answered, and of what must not be given away. */
final class Sha256 {
    private Sha256() {}

    /** A digest that has taken in nothing yet. */
    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
