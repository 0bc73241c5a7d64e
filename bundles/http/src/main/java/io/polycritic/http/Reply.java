package io.polycritic.http;

/**
 * What a handler answers.
 *
 * @param status the HTTP status
 * @param body becomes the JSON document; null for no content
 * @param location where the thing that was made is, or null
 */
record Reply(int status, Object body, String location) {
    /** The handler has taken over the response. */
    static final Reply TAKEN = new Reply(0, null, null);

    static Reply ok(Object body) {
        return new Reply(200, body, null);
    }

    static Reply created(Object body, String location) {
        return new Reply(201, body, location);
    }

    static Reply nothing() {
        return new Reply(204, null, null);
    }
}
