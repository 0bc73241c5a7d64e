package io.polycritic.api.control;

/**
 * A session that just began.
 *
 * @param secret what the cookie carries; kept nowhere else
 * @param seconds how long it lasts at the longest
 * @param visitor who has it
 */
public record NewSession(String secret, long seconds, Visitor visitor) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "NewSession[" + visitor + "]";
    }
}
