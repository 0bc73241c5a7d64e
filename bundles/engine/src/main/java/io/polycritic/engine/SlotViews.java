package io.polycritic.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.polycritic.api.control.SlotState;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.Kind;
import io.polycritic.store.Json;
import io.polycritic.store.RunFolder;
import io.polycritic.store.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What others see of slots: of live runs, of specs that are checked, and of runs at rest. */
final class SlotViews {
    private static final System.Logger LOG = System.getLogger(SlotViews.class.getName());

    private SlotViews() {}

    /** The slots of a live run. */
    static List<SlotView> of(Run run) {
        Collection<Occupant> occupants = run.parts().all();
        List<SlotView> slots = new ArrayList<>();
        for (Occupant occupant : occupants) {
            slots.add(slot(occupant, occupants, Upgrades.offer(run, occupant), state(occupant, run.tickets())));
        }
        return slots;
    }

    /** The slots of parts that nobody changes. */
    static List<SlotView> of(Collection<Occupant> occupants) {
        return occupants.stream()
                .map(occupant -> slot(occupant, occupants, "", SlotState.ACTIVE))
                .toList();
    }

    private static SlotState state(Occupant occupant, Tickets tickets) {
        if (occupant.isParked()) {
            return occupant.hasFailed() ? SlotState.FAILED : SlotState.PARKED;
        }
        if (tickets.isAsked(occupant.path())) {
            return SlotState.SWAPPING;
        }
        if (occupant.sharing() != null) {
            return SlotState.SHARED;
        }
        return tickets.open(occupant.path()).isPresent() ? SlotState.PROBATION : SlotState.ACTIVE;
    }

    private static SlotView slot(Occupant occupant, Collection<Occupant> all, String upgrade, SlotState state) {
        Sharing sharing = occupant.sharing();
        return new SlotView(
                occupant.path(),
                occupant.kind().text(),
                occupant.plugin().id(),
                occupant.plugin().version().toString(),
                occupant.plugin().bundle(),
                occupant.generation(),
                occupant.weight(),
                occupant.config(),
                occupant.wiring().needs().stream().map(FieldSpec::name).toList(),
                occupant.wiring().offers().stream().map(FieldSpec::name).toList(),
                upgrade,
                Wires.uses(occupant, all),
                state,
                sharing == null ? "" : sharing.newcomer().plugin().pin());
    }

    /** Writes the slots of a live run down, for the time when its parts are no more. */
    static void write(Run run, RunFolder folder) {
        folder.writeSlots(Json.pretty(of(run.parts().all())));
    }

    /**
     * The slots of a run at rest: as the newest snapshot has them, or as the run was begun with where there is none
     * yet. What parts need, offer and use they say themselves only when they are made, so that is as it was written
     * down when they last were.
     */
    static List<SlotView> atRest(RunFolder folder) {
        Map<String, SlotView> known = new LinkedHashMap<>();
        written(folder).forEach(slot -> known.put(slot.path(), slot));
        List<SlotView> slots = new ArrayList<>();
        Optional<Snapshot> newest = folder.snapshots().newest().snapshot();
        if (newest.isPresent()) {
            newest.get()
                    .slots()
                    .forEach(slot -> slots.add(atRest(
                            known.get(slot.path()),
                            slot.path(),
                            slot.plugin(),
                            slot.generation(),
                            slot.weight(),
                            slot.config())));
        } else {
            RunSpecReader.read(folder.readSpec())
                    .slots()
                    .forEach((path, slot) ->
                            slots.add(atRest(known.get(path), path, slot.plugin(), 0, slot.weight(), slot.config())));
        }
        return slots;
    }

    private static SlotView atRest(
            SlotView known, String path, String pin, int generation, double weight, Map<String, Object> config) {
        int at = pin.indexOf('@');
        String plugin = at < 0 ? pin : pin.substring(0, at);
        boolean same = known != null && known.plugin().equals(plugin);
        return new SlotView(
                path,
                Kind.ofPath(path).text(),
                plugin,
                at < 0 ? "" : pin.substring(at + 1),
                same ? known.bundle() : "",
                generation,
                weight,
                config,
                same ? known.needs() : List.of(),
                same ? known.offers() : List.of(),
                "",
                same ? known.uses() : List.of(),
                SlotState.ACTIVE,
                "");
    }

    private static List<SlotView> written(RunFolder folder) {
        try {
            Optional<String> json = folder.readSlots();
            return json.isEmpty() ? List.of() : Json.mapper().readValue(json.get(), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            LOG.log(System.Logger.Level.WARNING, "what is written of the slots of run {0} is damaged", folder.run());
            return List.of();
        }
    }
}
