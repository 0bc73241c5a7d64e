package io.polycritic.engine;

import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.environment.Environment;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Plugin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Prepares changes of a run on the caller's thread: whatever can fail fails here, and the run goes on. */
final class Preparation {
    private static final long MAX_UPDATES = 1_000_000_000;

    private final Parts parts;

    Preparation(Parts parts) {
        this.parts = parts;
    }

    /** The mode, span, guards and probation of a request, checked. */
    static TicketChange how(SwapRequest request, String by) {
        String mode = request.mode() == null || request.mode().isEmpty() ? TicketChange.WARM : request.mode();
        if (!TicketChange.MODES.contains(mode)) {
            throw new PolycriticException(
                    ErrorCode.USER, "mode", "found '" + mode + "', allowed is one of " + TicketChange.MODES);
        }
        if (request.span() != null && !Sharing.is(mode)) {
            throw new PolycriticException(
                    ErrorCode.USER, "span", "is for shadow, distill and blend; mode is '" + mode + "'");
        }
        long span = request.span() == null ? SwapRequest.USUAL_SPAN : request.span();
        check("span", span, 1);
        long probation = request.probation() == null ? SwapRequest.USUAL_PROBATION : request.probation();
        check("probation", probation, 0);
        return new TicketChange(
                mode, Sharing.is(mode) ? span : 0, "", null, guards(request.guards(), probation), probation, by);
    }

    /** The same for a setting. */
    static TicketChange how(SettingRequest request, String by) {
        List<String> guards = request.guards() == null ? List.of() : request.guards();
        long probation =
                request.probation() != null ? request.probation() : guards.isEmpty() ? 0 : SwapRequest.USUAL_PROBATION;
        check("probation", probation, 0);
        if (request.setting() == null || request.setting().isEmpty()) {
            throw new PolycriticException(ErrorCode.USER, "setting", "is required");
        }
        if (request.value() == null) {
            throw new PolycriticException(ErrorCode.USER, "value", "is required");
        }
        return new TicketChange(
                TicketChange.SET, 0, request.setting(), request.value(), guards(guards, probation), probation, by);
    }

    private static List<String> guards(List<String> guards, long probation) {
        List<String> all = guards == null ? List.of() : List.copyOf(guards);
        if (!all.isEmpty() && probation == 0) {
            throw new PolycriticException(
                    ErrorCode.USER, "probation", "found 0, but guards need at least one update in which they watch");
        }
        return all;
    }

    private static void check(String field, long updates, long min) {
        if (updates < min || updates > MAX_UPDATES) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    field,
                    "found " + updates + ", allowed is a number of updates from " + min + " to " + MAX_UPDATES);
        }
    }

    /** What a request means here: plugin pinned, every setting given. */
    Change.Exchange exchange(long ticket, SwapRequest request, TicketChange how) {
        String path = request.slot();
        Kind kind = kind(path);
        Occupant present = parts.get(path);
        if (request.plugin() == null || request.plugin().isEmpty()) {
            if (present == null || path.equals(kind.single())) {
                throw new PolycriticException(ErrorCode.USER, path, "cannot be removed; " + slots());
            }
            return new Change.Exchange(ticket, path, "", Map.of(), 0, how);
        }
        if (present == null) {
            RunSpecReader.checkName(path, path.substring(path.indexOf('.') + 1));
        }
        double weight = request.weight() != null ? request.weight() : present == null ? 1 : present.weight();
        checkWeight(weight);
        Plugin plugin = parts.services().catalog().resolve(kind, request.plugin(), "plugin");
        Map<String, Object> config = Assembly.complete(path, plugin, request.config());
        return new Change.Exchange(ticket, path, plugin.pin(), config, weight, how);
    }

    /** Makes the part of a change, as a request or the journal has it, and checks it against the others. */
    Prepared prepare(Change change) {
        if (change instanceof Change.Exchange exchange) {
            return exchange(exchange);
        }
        if (change instanceof Change.Setting setting) {
            return setting(setting);
        }
        return new Prepared(parts, change, null);
    }

    private Prepared exchange(Change.Exchange change) {
        String path = change.slot();
        Occupant present = parts.get(path);
        if (change.plugin().isEmpty()) {
            checkWired(path, null);
            return new Prepared(parts, change, null);
        }
        Kind kind = kind(path);
        Plugin plugin = parts.services().catalog().resolve(kind, change.plugin(), "plugin");
        Map<String, Object> config = Assembly.complete(path, plugin, change.config());
        boolean anew = kind != Kind.ENVIRONMENT || !change.how().mode().equals(TicketChange.BLEND);
        Seat seat = present == null
                ? new Seat(path, plugin, config, Seat.Counts.FIRST, change.weight(), Seat.Rules.NONE)
                : present.seat().next(plugin, config, change.weight(), anew);
        Occupant made = parts.make(seat);
        try {
            checkEnvironment(made);
            checkWired(path, made);
            if (Sharing.is(change.how().mode())) {
                checkSharing(present, made, change.how());
            }
            return new Prepared(parts, change, made);
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private void checkEnvironment(Occupant made) {
        if (made.path().equals(Kind.ENVIRONMENT.single())
                && made.own() instanceof Environment environment
                && !environment.spec().equals(parts.environment())) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    made.path(),
                    "has other spaces than the present environment: found " + environment.spec() + ", needed is "
                            + parts.environment());
        }
    }

    private void checkSharing(Occupant present, Occupant made, TicketChange how) {
        Set<String> modes = modes(present, made);
        if (!modes.contains(how.mode())) {
            String why = present == null
                    ? "there is nothing in the slot yet"
                    : present.plugin().pin() + " and " + made.plugin().pin() + " cannot share a slot so";
            throw new PolycriticException(
                    ErrorCode.USER, "mode", "found '" + how.mode() + "', but " + why + "; allowed here are " + modes);
        }
    }

    /** The modes in which the part of a change could take over. */
    List<String> modes(Change.Exchange change) {
        if (change.plugin().isEmpty()) {
            return List.of(TicketChange.COLD);
        }
        TicketChange cold = new TicketChange(TicketChange.COLD, 0, "", null, List.of(), 0, "");
        Prepared prepared = exchange(new Change.Exchange(
                change.ticket(), change.slot(), change.plugin(), change.config(), change.weight(), cold));
        try {
            Set<String> possible = modes(parts.get(change.slot()), prepared.newcomer());
            return TicketChange.MODES.stream().filter(possible::contains).toList();
        } finally {
            prepared.discard();
        }
    }

    /** The modes in which a part can take over from another one. */
    static Set<String> modes(Occupant present, Occupant made) {
        Set<String> modes = new TreeSet<>(Set.of(TicketChange.WARM, TicketChange.COLD));
        if (present != null && present.own() != null) {
            for (Handover.Mode mode : present.own().handovers(made.own())) {
                modes.add(mode.name().toLowerCase(Locale.ROOT));
            }
        }
        return modes;
    }

    private Prepared setting(Change.Setting change) {
        Occupant present = parts.get(change.slot());
        if (present == null) {
            throw new PolycriticException(ErrorCode.USER, "slot", "found '" + change.slot() + "'; " + slots());
        }
        String key = change.how().setting();
        if (key.equals(SettingRequest.WEIGHT) && weighs(present)) {
            checkWeight(change.how().value());
            return new Prepared(parts, change, null);
        }
        Map<String, Object> config = Settings.changed(present, key, change.how().value(), weighs(present));
        Occupant made = parts.make(present.seat().again(present.plugin(), config, present.weight()));
        try {
            checkEnvironment(made);
            checkWired(change.slot(), made);
            return new Prepared(parts, change, made);
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private static boolean weighs(Occupant occupant) {
        return occupant.kind() == Kind.CRITIC || occupant.kind() == Kind.REWARD_MODEL;
    }

    private static void checkWeight(Object weight) {
        if (!(weight instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            throw new PolycriticException(ErrorCode.USER, "weight", "found " + weight + ", allowed is a finite number");
        }
    }

    /** Checks the parts as they would be with another occupant in a slot, or without it. */
    private void checkWired(String path, Occupant occupant) {
        Map<String, Occupant> changed = new LinkedHashMap<>();
        parts.all().forEach(each -> changed.put(each.path(), each));
        if (occupant == null) {
            changed.remove(path);
        } else {
            changed.put(path, occupant);
        }
        Wires.check(changed.values(), parts.services().catalog().plugins());
    }

    private Kind kind(String path) {
        try {
            return Kind.ofPath(path);
        } catch (IllegalArgumentException e) {
            throw new PolycriticException(ErrorCode.USER, "slot", e.getMessage() + "; " + slots(), e);
        }
    }

    private String slots() {
        return "the run's slots are " + parts.all().stream().map(Occupant::path).toList();
    }
}
