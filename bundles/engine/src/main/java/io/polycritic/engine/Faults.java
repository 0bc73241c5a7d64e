package io.polycritic.engine;

import io.polycritic.api.control.Problem;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;

/** Finds the slot whose part is at fault. */
final class Faults {
    private Faults() {}

    /**
     * Describes a failure of an update. The slot is the one whose part's class stands first in the stack; where several
     * slots have that class, the one that was called last.
     */
    static Problem of(Throwable failure, Parts parts, Progress progress) {
        Problem found = of(failure, parts);
        String where = " (after " + progress.steps() + " steps and " + progress.update() + " updates)";
        return new Problem(found.code(), found.path(), found.message() + where);
    }

    private static Problem of(Throwable failure, Parts parts) {
        if (failure instanceof PolycriticException known && !known.path().isEmpty()) {
            return problem(known);
        }
        if (failure instanceof OutOfMemoryError) {
            return new Problem(ErrorCode.RESOURCE.name(), "", "out of memory: " + failure.getMessage());
        }
        for (StackTraceElement frame : failure.getStackTrace()) {
            Occupant at = occupant(frame.getClassName(), parts);
            if (at != null) {
                return new Problem(
                        ErrorCode.PLUGIN.name(),
                        at.path(),
                        at.path() + ": " + at.plugin().pin() + " failed: "
                                + failure.getClass().getSimpleName() + ": " + Parts.describe(failure));
            }
        }
        return new Problem(
                ErrorCode.INTERNAL.name(), "", failure.getClass().getSimpleName() + ": " + Parts.describe(failure));
    }

    /** Why a change of a slot could not be made. */
    static Problem refusal(Throwable failure, String slot) {
        return failure instanceof PolycriticException known
                ? problem(known)
                : new Problem(ErrorCode.PLUGIN.name(), slot, Parts.describe(failure));
    }

    /** A known error as data. */
    static Problem problem(PolycriticException e) {
        return new Problem(e.code().name(), e.path(), e.getMessage());
    }

    private static Occupant occupant(String className, Parts parts) {
        Occupant found = null;
        for (Occupant occupant : parts.all()) {
            if (occupant.part() == null) {
                continue;
            }
            String own = occupant.part().getClass().getName();
            boolean inside = className.equals(own) || className.startsWith(own + "$");
            if (inside && (found == null || occupant.path().equals(parts.called()))) {
                found = occupant;
            }
        }
        return found;
    }
}
