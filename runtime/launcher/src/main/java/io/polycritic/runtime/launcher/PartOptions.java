package io.polycritic.runtime.launcher;

import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.TicketChange;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What is said of a part that shall fill a slot. */
final class PartOptions {
    private static final Set<String> ALONE = Set.of(TicketChange.WARM, TicketChange.COLD);

    @Option(
            names = "--config",
            paramLabel = "SETTING",
            description = "A setting of the new part, key=value; or all as a JSON object, or a file that holds one."
                    + " Can be given several times.")
    private List<String> config = List.of();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = {
                "warm carries the old part's state over by name (this is usual), cold begins anew.",
                "In three others old and new part share the slot for some updates first: in shadow the new one learns"
                        + " while the old one counts, in distill it is fitted to the old one, in blend their signals"
                        + " are interpolated."
            })
    private String mode;

    @Option(
            names = "--span",
            paramLabel = "N",
            description = "For how many updates they share the slot; " + SwapRequest.USUAL_SPAN + " unless given.")
    private Long span;

    @Option(names = "--weight", paramLabel = "X", description = "The weight of the slot's signal, instead of today's.")
    private Double weight;

    /** Whether anything is said at all. */
    boolean given() {
        return !config.isEmpty() || mode != null || span != null || weight != null;
    }

    /**
     * Makes the request.
     *
     * @param plugin the plugin; empty to remove the slot
     */
    SwapRequest request(String slot, String plugin, List<String> guards, Long probation, boolean trial) {
        if (mode != null && !TicketChange.MODES.contains(mode)) {
            throw Failure.usage("--mode", "'" + mode + "' is not allowed; one of " + TicketChange.MODES);
        }
        if (span != null && (mode == null || ALONE.contains(mode))) {
            throw Failure.usage("--span", "is for the modes in which two parts share the slot: shadow, distill, blend");
        }
        return new SwapRequest(
                slot, plugin, PartSettings.read(config), mode, span, weight, guards, probation, trial ? null : false);
    }
}
