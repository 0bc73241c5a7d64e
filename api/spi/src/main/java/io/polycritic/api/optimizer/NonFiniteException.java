package io.polycritic.api.optimizer;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;

/** A loss or a gradient that is infinite or not a number. The parameters have not been changed by it. */
public final class NonFiniteException extends PolycriticException {
    private static final long serialVersionUID = 1L;

    private NonFiniteException(String owner, String message) {
        super(ErrorCode.PLUGIN, owner, message);
    }

    /**
     * Checks what objectives gave, before parameters are moved along it.
     *
     * @param owner path of the slot whose parameters they are, named in the message
     * @param loss the loss
     * @param gradientNorm any norm of the gradient
     * @param objectives what was evaluated; asked where the first such number came from
     * @throws NonFiniteException if a number is infinite or NaN
     */
    public static void check(String owner, double loss, double gradientNorm, Objectives objectives) {
        if (Double.isFinite(loss) && Double.isFinite(gradientNorm)) {
            return;
        }
        boolean isLoss = !Double.isFinite(loss);
        String origin = objectives.firstNonFinite();
        throw new NonFiniteException(
                owner,
                (isLoss ? "the loss is " + loss : "the loss is " + loss + ", but its gradient is not finite")
                        + (origin.isEmpty() ? "" : "; the first number that is not finite came from " + origin));
    }
}
