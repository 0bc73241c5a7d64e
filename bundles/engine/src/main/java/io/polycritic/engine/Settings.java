package io.polycritic.engine;

import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Names;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.SettingSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Changes of one value in a part's configuration. */
final class Settings {
    private Settings() {}

    /**
     * An occupant's configuration with another value of a live setting.
     *
     * @param weighs whether the slot has a weight, which could have been meant
     * @throws PolycriticException if there is no such setting, it is not live, or the value is not allowed
     */
    static Map<String, Object> changed(Occupant occupant, String key, Object value, boolean weighs) {
        List<SettingSpec> known = occupant.plugin().settings();
        SettingSpec found = known.stream()
                .filter(spec -> spec.key().equals(key))
                .findFirst()
                .orElse(null);
        if (found == null || !found.live()) {
            TreeSet<String> live = new TreeSet<>();
            known.stream().filter(SettingSpec::live).map(SettingSpec::key).forEach(live::add);
            if (weighs) {
                live.add(SettingRequest.WEIGHT);
            }
            String nearest = found == null ? Names.nearest(key, live) : "";
            throw new PolycriticException(
                    ErrorCode.USER,
                    "setting",
                    (found == null
                                    ? "'" + key + "' is no setting of "
                                            + occupant.plugin().pin() + ";"
                                            + (nearest.isEmpty() ? "" : " did you mean '" + nearest + "'?")
                                    : "'" + key + "' of " + occupant.plugin().pin()
                                            + " cannot be changed in a running part, swap the part;")
                            + " live settings here are " + live);
        }
        Map<String, Object> config = new LinkedHashMap<>(occupant.config());
        config.put(key, value);
        return Assembly.complete(occupant.path(), occupant.plugin(), config);
    }
}
