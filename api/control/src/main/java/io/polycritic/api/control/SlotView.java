package io.polycritic.api.control;

import java.util.List;
import java.util.Map;

/**
 * A slot of a run and its occupant.
 *
 * @param path for example {@code critics.safety}
 * @param kind for example {@code critic}
 * @param plugin the occupant's plugin id
 * @param version the version of its bundle
 * @param bundle the symbolic name of its bundle
 * @param generation how often the occupant was changed
 * @param weight the weight of the slot's signal
 * @param config the occupant's whole configuration, defaults included
 * @param needs names of the fields that it needs
 * @param offers names of the fields that it offers
 * @param upgrade a higher version of its plugin that the run could have, {@code id@version}; empty if there is none, or
 *     the run refuses upgrades
 * @param uses the other slots that its part uses, in the run's order; of a run at rest, as its parts last said
 * @param state how it stands
 * @param newcomer the part that shares the slot, {@code id@version}; empty if there is none
 */
public record SlotView(
        String path,
        String kind,
        String plugin,
        String version,
        String bundle,
        int generation,
        double weight,
        Map<String, Object> config,
        List<String> needs,
        List<String> offers,
        String upgrade,
        List<SlotUse> uses,
        SlotState state,
        String newcomer) {}
