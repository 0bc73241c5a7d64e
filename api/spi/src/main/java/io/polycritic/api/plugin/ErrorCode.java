package io.polycritic.api.plugin;

/** Whose fault an error is, and so what can be done about it. */
public enum ErrorCode {
    /** What was asked for is wrong: change the request. Exit code 2, HTTP 400. */
    USER,
    /** What was asked for does not exist. Exit code 2, HTTP 404. */
    NOT_FOUND,
    /** It contradicts the present state, for example a run that is not running. Exit code 2, HTTP 409. */
    CONFLICT,
    /** A plugin's part failed. Exit code 1, HTTP 500. */
    PLUGIN,
    /** The machine has not enough of something: disk, memory, a free port. Exit code 1, HTTP 503. */
    RESOURCE,
    /** The platform itself failed. Exit code 1, HTTP 500. */
    INTERNAL
}
