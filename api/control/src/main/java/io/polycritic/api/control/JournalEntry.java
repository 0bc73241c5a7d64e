package io.polycritic.api.control;

import java.util.Map;

/**
 * One entry of a run's journal.
 *
 * @param sequence its number, from 1
 * @param time when it was written, ISO 8601 in UTC
 * @param update the number of updates that the run had made
 * @param type {@code created}, {@code swap}, {@code weight}, {@code paused}, {@code resumed}, {@code snapshot},
 *     {@code stopped}, {@code done}, {@code failed} ...
 * @param data what happened, by type
 */
public record JournalEntry(long sequence, String time, long update, String type, Map<String, Object> data) {}
