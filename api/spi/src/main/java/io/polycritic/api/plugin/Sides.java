package io.polycritic.api.plugin;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The batches that an incumbent and a newcomer of one slot work on, for pairs whose parts write fields. What the slot
 * offers, each has for itself; all else is the learner's batch. Nothing is allocated as long as the batch is the same.
 */
public final class Sides {
    private final Handover handover;
    private final List<String> offered;
    private final Set<String> written;
    private final Set<String> apart;
    private final List<Agreement> agreements;
    private Batch real;
    private Batch incumbent;
    private Batch newcomer;

    /**
     * Begins.
     *
     * @param incumbent what the incumbent offers
     * @param newcomer what the newcomer offers
     * @param handover the mode and the share
     * @param replaced names of further fields that the newcomer shall see in another way than the batch has them
     */
    public Sides(Wiring incumbent, Wiring newcomer, Handover handover, Collection<String> replaced) {
        this.handover = handover;
        this.offered = names(incumbent);
        this.written = new LinkedHashSet<>(offered);
        this.written.addAll(names(newcomer));
        this.apart = new LinkedHashSet<>(written);
        this.apart.addAll(replaced);
        this.agreements = agreements(incumbent, newcomer);
    }

    /** One for each field of numbers that both offer in the same width. */
    private static List<Agreement> agreements(Wiring incumbent, Wiring newcomer) {
        List<Agreement> all = new ArrayList<>();
        for (FieldSpec field : incumbent.offers()) {
            boolean both = newcomer.offers().stream()
                    .anyMatch(offer -> offer.name().equals(field.name())
                            && offer.type() == field.type()
                            && offer.width() == field.width());
            if (both && field.type() == FieldType.NUMBER) {
                all.add(new Agreement(field.name()));
            }
        }
        return List.copyOf(all);
    }

    private static List<String> names(Wiring wiring) {
        List<String> names = new ArrayList<>();
        wiring.offers().forEach(field -> names.add(field.name()));
        return names;
    }

    /**
     * Whether what two parts write can be mixed: all that the incumbent offers are numbers, and where the newcomer
     * offers the same field, it has as many.
     *
     * @param incumbent what the incumbent offers
     * @param newcomer what the newcomer offers
     * @return true if {@link #mix} can be called
     */
    public static boolean mixable(Wiring incumbent, Wiring newcomer) {
        for (FieldSpec field : incumbent.offers()) {
            boolean other = newcomer.offers().stream()
                    .anyMatch(offer -> offer.name().equals(field.name())
                            && (offer.type() != field.type() || offer.width() != field.width()));
            if (other || field.type() != FieldType.NUMBER) {
                return false;
            }
        }
        return true;
    }

    /**
     * The batch that the incumbent works on.
     *
     * @param batch the learner's batch
     * @return the batch itself, or in mode {@link Handover.Mode#BLEND} a view of it
     */
    public Batch incumbent(Batch batch) {
        look(batch);
        return incumbent;
    }

    /**
     * The batch that the newcomer works on.
     *
     * @param batch the learner's batch
     * @return a view of it
     */
    public Batch newcomer(Batch batch) {
        look(batch);
        return newcomer;
    }

    private void look(Batch batch) {
        if (real != batch) {
            real = batch;
            newcomer = batch.view(apart);
            incumbent = handover.mode() == Handover.Mode.BLEND ? batch.view(written) : batch;
        }
    }

    /**
     * Measures how far both say the same, where both have written. To be called before {@link #mix}.
     *
     * @param batch the learner's batch, on both sides of which both have worked
     */
    public void compare(Batch batch) {
        look(batch);
        for (int i = 0; i < agreements.size(); i++) {
            Agreement agreement = agreements.get(i);
            if (incumbent.has(agreement.field()) && newcomer.has(agreement.field())) {
                agreement.measure(incumbent.numbers(agreement.field()), newcomer.numbers(agreement.field()));
            }
        }
    }

    /**
     * What {@link #compare} has measured last.
     *
     * @return one for each field of numbers that both offer in the same width; the same objects each time
     */
    public List<Agreement> agreements() {
        return agreements;
    }

    /**
     * Writes to the learner's batch what counts: (1 - share) times what the incumbent has written, plus share times
     * what the newcomer has. A field that the newcomer does not have is the incumbent's. Does nothing unless the mode
     * is {@link Handover.Mode#BLEND}, for then the incumbent has written to the batch itself.
     *
     * @param batch the learner's batch, on both sides of which both have worked
     */
    public void mix(Batch batch) {
        if (incumbent(batch) == batch) {
            return;
        }
        for (int i = 0; i < offered.size(); i++) {
            String name = offered.get(i);
            if (incumbent.has(name)) {
                float[] old = incumbent.numbers(name);
                float[] mixed = batch.put(incumbent.spec(name));
                if (newcomer.has(name)) {
                    mix(old, newcomer.numbers(name), (float) handover.share(), mixed);
                } else {
                    System.arraycopy(old, 0, mixed, 0, old.length);
                }
            }
        }
    }

    private static void mix(float[] incumbent, float[] newcomer, float share, float[] mixed) {
        float kept = 1 - share;
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = kept * incumbent[i] + share * newcomer[i];
        }
    }
}
