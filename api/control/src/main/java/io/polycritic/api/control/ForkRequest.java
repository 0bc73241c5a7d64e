package io.polycritic.api.control;

/**
 * Asks for a run that begins as another one was.
 *
 * @param run the id of the new run; null for {@code <run>.fork-<n>}
 * @param entry the number of the journal entry that is the last one of the common history; null for the newest
 * @param update the number of updates at which the runs part; null for the entry's own
 * @param swap a swap that is made there, or null
 * @param setting a setting that is changed there, or null
 * @param steps another budget, or null
 */
public record ForkRequest(String run, Long entry, Long update, SwapRequest swap, SettingRequest setting, Long steps) {}
