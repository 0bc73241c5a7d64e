package io.polycritic.api.control;

/**
 * An answer that is given again.
 *
 * @param status the HTTP status
 * @param location where the thing that was made is, or null
 * @param body the JSON document; null for none, and where it is not kept
 * @param kept whether the body is kept: one that holds a secret is not
 */
public record KeptAnswer(int status, String location, String body, boolean kept) {
    /** Without the body. */
    @Override
    public String toString() {
        return "KeptAnswer[" + status + "]";
    }
}
