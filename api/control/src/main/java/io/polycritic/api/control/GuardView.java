package io.polycritic.api.control;

/**
 * A guard that is ready to be picked.
 *
 * @param id its name
 * @param title a title for people
 * @param text what it trips on
 * @param condition the condition that it makes for the slot; empty where the run reports nothing that it could watch
 */
public record GuardView(String id, String title, String text, String condition) {}
