package io.polycritic.api.control;

/**
 * A number that a bundle shows to whoever watches the server.
 *
 * @param name its name, words joined by underscores, with the unit at its end, such as {@code http_event_clients}
 * @param about what it is, one line
 * @param grows whether it only ever grows while the process lives, so that its rate means something
 * @param value the number now
 */
public record Figure(String name, String about, boolean grows, double value) {}
