package io.polycritic.http.testkit;

import io.polycritic.api.control.GuardView;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.StateTransfer;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.TicketChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What changes of the lively runs come to. */
final class SampleChanges {
    private static final List<String> LAYERS =
            List.of("network.0.weight", "network.0.bias", "network.1.weight", "network.1.bias");

    private SampleChanges() {}

    static TicketChange how(SwapRequest request) {
        String mode = request.mode() == null ? TicketChange.WARM : request.mode();
        boolean alone = mode.equals(TicketChange.WARM) || mode.equals(TicketChange.COLD);
        long span = request.span() == null ? SwapRequest.USUAL_SPAN : request.span();
        long probation = request.probation() == null ? SwapRequest.USUAL_PROBATION : request.probation();
        return new TicketChange(
                mode, alone ? 0 : span, "", null, guards(request.slot(), request.guards()), probation, "user");
    }

    static TicketChange how(SettingRequest request) {
        List<String> guards = guards(request.slot(), request.guards());
        long usual = guards.isEmpty() ? 0 : SwapRequest.USUAL_PROBATION;
        return new TicketChange(
                TicketChange.SET,
                0,
                request.setting(),
                request.value(),
                guards,
                request.probation() == null ? usual : request.probation(),
                "user");
    }

    private static List<String> guards(String slot, List<String> asked) {
        Map<String, String> ready = new LinkedHashMap<>();
        guards(slot).forEach(guard -> ready.put(guard.id(), guard.condition()));
        return asked == null
                ? List.of()
                : asked.stream().map(guard -> ready.getOrDefault(guard, guard)).toList();
    }

    static List<GuardView> guards(String slot) {
        return List.of(
                new GuardView(
                        "non-finite",
                        "Values that are not finite",
                        "The newest value of one of the slot's own series is infinite or NaN.",
                        "!finite('" + slot + "/loss')"),
                new GuardView(
                        "loss-spike",
                        "Loss spike",
                        "The slot's mean loss of 10 updates is far above that before the swap.",
                        "mean('" + slot + "/loss', 10) > 3 * before('" + slot + "/loss', 100)"),
                new GuardView(
                        "evaluator-drop",
                        "Drop of an evaluator's return",
                        "A return that an evaluator measured is lower than before the swap by a fifth of it.",
                        ""));
    }

    static List<String> modes(String slot) {
        return slot.startsWith("critics.") ? TicketChange.MODES : List.of(TicketChange.WARM, TicketChange.COLD);
    }

    static StateTransfer transfer(String mode) {
        return mode.equals(TicketChange.COLD)
                ? new StateTransfer(List.of(), List.of(), LAYERS, List.of())
                : new StateTransfer(
                        LAYERS.subList(0, 2), LAYERS.subList(2, 4), List.of("head.weight"), List.of("normaliser"));
    }

    /** A slot with one other value. */
    static SlotView with(SlotView s, SettingRequest request) {
        boolean weighs = request.setting().equals(SettingRequest.WEIGHT);
        if (weighs && !(request.value() instanceof Number)) {
            throw new ProblemException(new Problem("USER", "value", "must be a number"));
        }
        Map<String, Object> config = new LinkedHashMap<>(s.config());
        if (!weighs) {
            config.put(request.setting(), request.value());
        }
        return new SlotView(
                s.path(),
                s.kind(),
                s.plugin(),
                s.version(),
                s.bundle(),
                s.generation(),
                weighs ? ((Number) request.value()).doubleValue() : s.weight(),
                config,
                s.needs(),
                s.offers(),
                s.upgrade(),
                s.uses(),
                s.state(),
                s.newcomer());
    }
}
