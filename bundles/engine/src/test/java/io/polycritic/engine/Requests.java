package io.polycritic.engine;

import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SwapRequest;
import java.util.Map;

/** Requests as tests make them. */
final class Requests {
    private Requests() {}

    /** A swap that is committed at once and not tried before. */
    static SwapRequest swap(String slot, String plugin, Map<String, Object> config, String mode, Double weight) {
        return new SwapRequest(slot, plugin, config, mode, null, weight, null, 0L, false);
    }

    /** A swap that is watched for some updates. */
    static SwapRequest watched(String slot, String plugin, Map<String, Object> config, long probation) {
        return new SwapRequest(slot, plugin, config, null, null, null, null, probation, false);
    }

    /** A newcomer that shares its slot for some updates. */
    static SwapRequest shared(String slot, Map<String, Object> config, String mode, long span, long probation) {
        return new SwapRequest(slot, "toy-critic", config, mode, span, null, null, probation, false);
    }

    /** Another value of a setting. */
    static SettingRequest set(String slot, String setting, Object value) {
        return new SettingRequest(slot, setting, value, null, null, false);
    }
}
