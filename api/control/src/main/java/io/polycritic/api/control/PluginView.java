package io.polycritic.api.control;

import java.util.List;

/**
 * A known plugin.
 *
 * @param kind for example {@code critic}
 * @param id its id
 * @param version its bundle's version
 * @param bundle its bundle's symbolic name
 * @param state {@code READY}, {@code WAITING}, {@code INVALID}, {@code SHADOWED} or {@code INCOMPATIBLE}
 * @param reason why it is not ready, empty if it is
 * @param description one sentence
 * @param paper where its mechanism was published, empty if nowhere
 * @param settings its settings
 * @param runs ids of the runs in which it fills a slot
 */
public record PluginView(
        String kind,
        String id,
        String version,
        String bundle,
        String state,
        String reason,
        String description,
        String paper,
        List<SettingView> settings,
        List<String> runs) {}
