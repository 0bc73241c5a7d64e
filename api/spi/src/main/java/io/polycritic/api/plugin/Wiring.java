package io.polycritic.api.plugin;

import io.polycritic.api.experience.FieldSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a part needs from and offers to the other parts of its run.
 *
 * @param needs fields that must be in the batch before the part is called; name and shape must match an offer
 * @param offers fields that the part adds to the batch
 * @param slots slots that the part calls
 * @param requires how many there must be of something, for example views of an item
 * @param provides how many there are of something; {@code least} and {@code most} are the same
 */
public record Wiring(
        List<FieldSpec> needs,
        List<FieldSpec> offers,
        List<SlotNeed> slots,
        List<Count> requires,
        List<Count> provides) {
    /** A part that neither needs nor offers anything. */
    public static final Wiring NONE = builder().build();

    /**
     * A slot, or all slots of a role, that a part calls.
     *
     * @param path a slot path, or {@code <role>.*} for all slots of a role
     * @param role what occupants must be able to do
     * @param atLeast the least number of slots that must match, 0 or 1 for a path
     */
    public record SlotNeed(String path, Class<? extends Part> role, int atLeast) {}

    /**
     * How many there are of something that parts must agree on and that is no field: views of an item, agents, tasks.
     *
     * @param name what is counted, in the plural: {@code views}
     * @param least the least number
     * @param most the greatest number
     */
    public record Count(String name, int least, int most) {}

    /**
     * Begins a declaration.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The declaration of an incumbent that shares its slot with a newcomer: what either needs, requires and calls, and
     * what the incumbent offers and provides.
     *
     * @param newcomer the newcomer's declaration
     * @return the declaration of both
     */
    public Wiring beside(Wiring newcomer) {
        return new Wiring(
                both(needs, newcomer.needs),
                offers,
                both(slots, newcomer.slots),
                both(requires, newcomer.requires),
                provides);
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }

    /** Collects needs and offers. */
    public static final class Builder {
        private final List<FieldSpec> needs = new ArrayList<>();
        private final List<FieldSpec> offers = new ArrayList<>();
        private final List<SlotNeed> slots = new ArrayList<>();
        private final List<Count> requires = new ArrayList<>();
        private final List<Count> provides = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a field that must be in the batch.
         *
         * @param field its name and shape
         * @return this builder
         */
        public Builder needs(FieldSpec field) {
            needs.add(field);
            return this;
        }

        /**
         * Adds a field that the part adds to the batch.
         *
         * @param field its name and shape
         * @return this builder
         */
        public Builder offers(FieldSpec field) {
            offers.add(field);
            return this;
        }

        /**
         * Adds a slot that the part calls.
         *
         * @param path a slot path, or {@code <role>.*}
         * @param role what occupants must be able to do
         * @param atLeast the least number of such slots
         * @return this builder
         */
        public Builder calls(String path, Class<? extends Part> role, int atLeast) {
            slots.add(new SlotNeed(path, role, atLeast));
            return this;
        }

        /**
         * Asks that another part provides a number of something.
         *
         * @param count what is counted, in the plural
         * @param least the least number
         * @param most the greatest number
         * @return this builder
         */
        public Builder requires(String count, int least, int most) {
            requires.add(new Count(count, least, most));
            return this;
        }

        /**
         * Says how many there are of something that this part provides.
         *
         * @param count what is counted, in the plural
         * @param number how many
         * @return this builder
         */
        public Builder provides(String count, int number) {
            provides.add(new Count(count, number, number));
            return this;
        }

        /**
         * Ends the declaration.
         *
         * @return the wiring
         */
        public Wiring build() {
            return new Wiring(
                    List.copyOf(needs),
                    List.copyOf(offers),
                    List.copyOf(slots),
                    List.copyOf(requires),
                    List.copyOf(provides));
        }
    }
}
