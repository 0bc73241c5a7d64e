package io.polycritic.api.control;

import java.util.List;

/**
 * What became of the state when a part took over from another one, by the names under which parts save it.
 *
 * @param carried what the newcomer took over
 * @param reshaped what it took over as far as the shapes overlap
 * @param initialised what it began anew
 * @param dropped what the old part had and the newcomer has no use for
 */
public record StateTransfer(
        List<String> carried, List<String> reshaped, List<String> initialised, List<String> dropped) {
    /** Nothing was carried, and nothing lost. */
    public static final StateTransfer NONE = new StateTransfer(List.of(), List.of(), List.of(), List.of());
}
