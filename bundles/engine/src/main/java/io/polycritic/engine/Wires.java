package io.polycritic.engine;

import io.polycritic.api.control.SlotUse;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.catalog.Plugin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks what the parts of a run need against what they offer, and orders reward models by their needs. */
final class Wires {
    private Wires() {}

    /**
     * Checks all parts against each other.
     *
     * @param plugins those of them that would fit are named where one does not
     * @throws PolycriticException naming the slot, what it needs and what there is
     */
    static void check(Collection<Occupant> occupants, Collection<Plugin> plugins) {
        Map<String, Offer> offers = new LinkedHashMap<>();
        for (Occupant occupant : occupants) {
            for (FieldSpec field : occupant.wiring().offers()) {
                checkJudgement(occupant, field);
                Offer other = offers.put(field.name(), new Offer(occupant, field));
                if (other != null) {
                    throw new PolycriticException(
                            ErrorCode.USER,
                            occupant.path(),
                            "offers the field '" + field.name() + "', which " + other.by.path() + " offers already");
                }
            }
        }
        for (Occupant occupant : occupants) {
            for (FieldSpec need : occupant.wiring().needs()) {
                checkField(occupant, need, offers, occupants);
            }
            for (Wiring.SlotNeed need : occupant.wiring().slots()) {
                checkSlots(occupant, need, occupants, plugins);
            }
            for (Wiring.Count count : occupant.wiring().requires()) {
                checkCount(occupant, count, occupants);
            }
        }
        order(occupants);
    }

    /** A field and the slot that offers it. */
    private record Offer(Occupant by, FieldSpec field) {}

    /** Learners read what a scoring critic says without naming it in their wiring: one number a row. */
    private static void checkJudgement(Occupant occupant, FieldSpec field) {
        if (!(occupant.part() instanceof ScoringCritic)) {
            return;
        }
        String name = occupant.path().substring(occupant.path().indexOf('.') + 1);
        boolean judges =
                field.name().equals(Fields.advantages(name)) || field.name().equals(Fields.returns(name));
        if (judges && !field.equals(FieldSpec.numbers(field.name()))) {
            throw new PolycriticException(
                    ErrorCode.PLUGIN,
                    occupant.path(),
                    "offers the field '" + field.name() + "' as " + field.type() + " " + field.shape()
                            + ", where one number a row is read");
        }
    }

    private static void checkField(
            Occupant occupant, FieldSpec need, Map<String, Offer> offers, Collection<Occupant> occupants) {
        Offer offer = offers.get(need.name());
        if (offer == null) {
            String source = need.name().startsWith("rewards.")
                    ? "; it would come from the slot " + need.name() + ", which the run does not have (its slots are "
                            + paths(occupants) + ")"
                    : "; the fields offered are " + new TreeSet<>(offers.keySet());
            throw new PolycriticException(
                    ErrorCode.USER,
                    occupant.path(),
                    "needs the field '" + need.name() + "', which no slot offers" + source);
        }
        if (!offer.field.shape().equals(need.shape()) || offer.field.type() != need.type()) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    occupant.path(),
                    "needs the field '" + need.name() + "' as " + need.type() + " " + need.shape() + ", but "
                            + offer.by.path() + " offers it as " + offer.field.type() + " " + offer.field.shape());
        }
    }

    private static void checkCount(Occupant occupant, Wiring.Count required, Collection<Occupant> occupants) {
        String wanted = occupant.kind().text() + " " + occupant.plugin().id() + " needs " + required.least()
                + (required.most() == required.least() ? "" : ".." + required.most()) + " " + required.name() + ", ";
        boolean provided = false;
        for (Occupant other : occupants) {
            for (Wiring.Count count : other.wiring().provides()) {
                if (count.name().equals(required.name())) {
                    provided = true;
                    if (count.least() < required.least() || count.most() > required.most()) {
                        throw new PolycriticException(
                                ErrorCode.USER, occupant.path(), wanted + other.path() + " provides " + count.least());
                    }
                }
            }
        }
        if (!provided) {
            throw new PolycriticException(ErrorCode.USER, occupant.path(), wanted + "which no slot provides");
        }
    }

    private static void checkSlots(
            Occupant occupant, Wiring.SlotNeed need, Collection<Occupant> occupants, Collection<Plugin> plugins) {
        int found = 0;
        for (Occupant other : occupants) {
            if (matches(need, other.path()) && other.part() != null) {
                boolean plays = need.role().isInstance(other.part());
                if (!plays && need.path().endsWith(".*") && isCalled(other, occupants)) {
                    continue;
                }
                if (!plays) {
                    throw new PolycriticException(
                            ErrorCode.USER,
                            other.path(),
                            other.plugin().pin() + " is no " + need.role().getSimpleName() + ", which "
                                    + occupant.path() + " (" + occupant.plugin().pin()
                                    + ") needs there; of the plugins "
                                    + fitting(other.kind(), need.role(), plugins) + " would be");
                }
                found++;
            }
        }
        if (found < need.atLeast()) {
            String wanted = need.path().endsWith(".*")
                    ? "at least " + (need.atLeast() == 1 ? "one" : need.atLeast()) + " " + singular(need.path())
                            + " slot" + (need.atLeast() == 1 ? "" : "s") + " ("
                            + need.path().replace("*", "<name>") + ")"
                    : "a part in the slot " + need.path();
            throw new PolycriticException(
                    ErrorCode.USER,
                    occupant.path(),
                    occupant.plugin().id() + " needs " + wanted + "; the run's slots are " + paths(occupants));
        }
    }

    /**
     * Whether some part calls a slot by its own path, for the role that its part plays: then it is not for all others.
     */
    private static boolean isCalled(Occupant other, Collection<Occupant> occupants) {
        return occupants.stream()
                .flatMap(occupant -> occupant.wiring().slots().stream())
                .anyMatch(
                        need -> need.path().equals(other.path()) && need.role().isInstance(other.part()));
    }

    private static Set<String> fitting(Kind kind, Class<? extends Part> role, Collection<Plugin> plugins) {
        Set<String> ids = new TreeSet<>();
        for (Plugin plugin : plugins) {
            if (plugin.kind() == kind && plugin.fault().isEmpty() && role.isAssignableFrom(plugin.partType())) {
                ids.add(plugin.id());
            }
        }
        return ids;
    }

    static boolean matches(Wiring.SlotNeed need, String path) {
        return need.path().endsWith(".*")
                ? path.startsWith(need.path().substring(0, need.path().length() - 1))
                : need.path().equals(path);
    }

    /** Which other slots a part uses: those that it calls, and those whose fields it reads. */
    static List<SlotUse> uses(Occupant user, Collection<Occupant> occupants) {
        Wiring wiring = user.wiring();
        Set<String> needs = new HashSet<>();
        wiring.needs().forEach(need -> needs.add(need.name()));
        List<SlotUse> uses = new ArrayList<>();
        for (Occupant other : occupants) {
            List<String> fields = other.wiring().offers().stream()
                    .map(FieldSpec::name)
                    .filter(needs::contains)
                    .toList();
            boolean calls = wiring.slots().stream().anyMatch(need -> matches(need, other.path()) && plays(other, need));
            if (other != user && (calls || !fields.isEmpty())) {
                uses.add(new SlotUse(other.path(), calls, fields));
            }
        }
        return uses;
    }

    /** Whether a slot's part has the role that is asked for; one that is parked has that which its plugin promises. */
    private static boolean plays(Occupant other, Wiring.SlotNeed need) {
        Part part = other.part();
        return part == null
                ? need.role().isAssignableFrom(other.plugin().partType())
                : need.role().isInstance(part);
    }

    /** All occupants, the reward models among them moved behind those whose fields they need. */
    static List<Occupant> order(Collection<Occupant> occupants) {
        List<Occupant> ordered = new ArrayList<>();
        List<Occupant> rewards = new ArrayList<>();
        for (Occupant occupant : occupants) {
            (occupant.kind() == Kind.REWARD_MODEL ? rewards : ordered).add(occupant);
        }
        Set<String> pending = new HashSet<>();
        rewards.forEach(reward -> reward.wiring().offers().forEach(field -> pending.add(field.name())));
        while (!rewards.isEmpty()) {
            Occupant next = rewards.stream()
                    .filter(reward -> reward.wiring().needs().stream().noneMatch(need -> pending.contains(need.name())))
                    .findFirst()
                    .orElseThrow(() -> new PolycriticException(
                            ErrorCode.USER, "rewards", "need each other in a circle: " + paths(rewards)));
            rewards.remove(next);
            next.wiring().offers().forEach(field -> pending.remove(field.name()));
            ordered.add(next);
        }
        return ordered;
    }

    private static String singular(String path) {
        String role = path.substring(0, path.indexOf('.'));
        return role.endsWith("s") ? role.substring(0, role.length() - 1) : role;
    }

    private static List<String> paths(Collection<Occupant> occupants) {
        return occupants.stream().map(Occupant::path).toList();
    }
}
