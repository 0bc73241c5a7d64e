package io.polycritic.plugins.evaluators.critique;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.critique.CritiqueModel;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;
import io.polycritic.critique.Refiner;
import java.util.List;
import java.util.stream.IntStream;

/** A learner and a critic whose deeds are known. */
final class Acted {
    private Acted() {}

    /** Item 0 becomes right, item 1 becomes wrong, 2 stays right, 3 stays wrong, and so on. */
    record Actor(PathStream world) implements Refiner {
        @Override
        public List<Trace> refine(Batch items, double temperature, RandomStream random) {
            return IntStream.range(0, items.rows())
                    .mapToObj(row -> trace(items, row))
                    .toList();
        }

        private Trace trace(Batch items, int row) {
            long item = (long) items.numbers(Fields.ITEM)[row];
            int[] right = PathSpace.read(items.numbers(PathSpace.REFERENCE), row, 30);
            int[] wrong = {};
            int[] noted = world.notes().write(world.assess(item, wrong).errors());
            int[] passed = world.notes().write(List.of());
            return switch ((int) (item % 4)) {
                case 0 -> new Trace(List.of(wrong, right), List.of(noted, passed), Stop.PASSED, 10);
                case 1 -> new Trace(List.of(right, wrong), List.of(passed, noted), Stop.ROUNDS, 20);
                case 2 -> new Trace(List.of(right), List.of(passed), Stop.PASSED, 10);
                default -> new Trace(List.of(wrong, wrong), List.of(noted), Stop.UNCHANGED, 40);
            };
        }

        @Override
        public Update update() {
            return new Update(0, 0);
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
    }

    /** Names all that is wrong with the path, as the picture's own item has it: another picture misleads it. */
    record Seer(PathStream world) implements CritiqueModel {
        @Override
        public void criticise(Batch batch, double temperature, RandomStream random, float[] into) {
            Batch own = new Batch(batch.leading());
            long[] items = new long[batch.rows()];
            for (int row = 0; row < items.length; row++) {
                items[row] = (long) batch.numbers(Fields.ITEM)[row];
            }
            world.read(own, items);
            int size = batch.spec(Fields.IMAGE).width();
            for (int row = 0; row < items.length; row++) {
                int[] path = PathSpace.read(batch.numbers(PathSpace.PATH), row, 30);
                boolean sees = own.numbers(Fields.IMAGE)[row * size] == batch.numbers(Fields.IMAGE)[row * size];
                var errors = world.assess(items[row], path).errors().stream()
                        .filter(note -> sees || note.place() >= world.notes().pictured())
                        .toList();
                PathSpace.write(world.notes().write(errors), into, row, 17);
            }
        }

        @Override
        public void score(Batch batch) {}

        @Override
        public void learn(Batch batch) {}

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
    }
}
