package io.polycritic.api.control;

/**
 * A token that was just made.
 *
 * @param secret what is sent as {@code Authorization: Bearer <secret>}; it is nowhere kept and never shown again
 * @param token everything else
 */
public record NewToken(String secret, TokenView token) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "NewToken[" + token + "]";
    }
}
