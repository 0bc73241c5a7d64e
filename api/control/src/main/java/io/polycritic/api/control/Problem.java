package io.polycritic.api.control;

/**
 * An error as data.
 *
 * @param code USER, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, RATE_LIMITED, PLUGIN, RESOURCE or INTERNAL
 * @param path where in a run spec, a run or a file; maybe empty
 * @param message one line: what was found, what is allowed
 */
public record Problem(String code, String path, String message) {}
