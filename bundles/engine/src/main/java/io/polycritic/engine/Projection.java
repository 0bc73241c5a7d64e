package io.polycritic.engine;

import io.polycritic.api.control.EpisodeFrame;
import io.polycritic.api.control.EpisodeMark;
import io.polycritic.api.control.EpisodeSummary;
import io.polycritic.api.control.EpisodeTrack;
import io.polycritic.api.control.EpisodeView;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.environment.Drawn;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import io.polycritic.store.EpisodeFiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes of a film what people look at: its frames, and besides them what the environment, the reward models and the
 * critics of the frozen copy say of each step, as far as they can judge an episode that they have not been trained on.
 */
final class Projection {
    private static final System.Logger LOG = System.getLogger(Projection.class.getName());

    /** Significant digits of coordinates; a screen shows no more. */
    private static final double DIGITS = 1e4;

    private final Parts parts;
    private final Film film;
    private final EnvironmentSpec spec;
    private final PolicyLearner learner;
    private final List<EpisodeTrack> tracks = new ArrayList<>();

    Projection(Parts parts, Film film, PolicyLearner learner) {
        this.parts = parts;
        this.film = film;
        this.spec = parts.environment();
        this.learner = learner;
    }

    EpisodeView show(String evaluator, long update, long steps) {
        fields("signals", spec.signals(), film.reported());
        judge();
        fields("actions", spec.action(), film.actions());
        EpisodeSummary summary = new EpisodeSummary(
                EpisodeFiles.id(evaluator, update),
                evaluator,
                update,
                steps,
                film.length(),
                film.ending().name(),
                reward());
        List<EpisodeFrame> frames = new ArrayList<>();
        boolean drawn = film.frames().stream().anyMatch(marks -> !marks.isEmpty());
        if (drawn) {
            film.frames().forEach(marks -> frames.add(frame(marks)));
        }
        return new EpisodeView(summary, spec.stepSeconds(), tracks, frames);
    }

    private Double reward() {
        if (!spec.signals().has(EnvironmentSpec.REWARD)) {
            return null;
        }
        int at = spec.signals().offset(EnvironmentSpec.REWARD);
        double sum = 0;
        for (float[] row : film.reported()) {
            sum += row[at];
        }
        return sum;
    }

    private static EpisodeFrame frame(List<Drawn.Mark> marks) {
        List<EpisodeMark> changed = new ArrayList<>();
        for (int place = 0; place < marks.size(); place++) {
            Drawn.Mark mark = marks.get(place);
            if (mark != null) {
                changed.add(new EpisodeMark(
                        place,
                        mark.shape().name(),
                        rounded(mark.xs()),
                        rounded(mark.ys()),
                        mark.radius(),
                        mark.role(),
                        mark.text()));
            }
        }
        return new EpisodeFrame(marks.size(), changed);
    }

    private static double[] rounded(double[] numbers) {
        double[] rounded = new double[numbers.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = Math.round(numbers[i] * DIGITS) / DIGITS;
        }
        return rounded;
    }

    /** A track for each number of a space. */
    private void fields(String kind, Space space, List<float[]> rows) {
        for (FieldSpec field : space.fields()) {
            for (int i = 0; i < field.width(); i++) {
                int at = space.offset(field.name()) + i;
                String name = kind + "." + field.name() + (field.width() == 1 ? "" : "." + i);
                tracks.add(new EpisodeTrack(
                        name,
                        field.unit(),
                        rows.stream().mapToDouble(row -> row[at]).toArray()));
            }
        }
    }

    /** Asks reward models and critics; what one of them cannot say of an episode is left out. */
    private void judge() {
        if (film.length() == 0) {
            return;
        }
        Batch batch = new Batch(Shape.of(film.length(), 1));
        try {
            experience(batch);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "run " + parts.run() + ": the learner does not describe episodes", e);
        }
        for (Occupant occupant : parts.ordered(Kind.REWARD_MODEL)) {
            if (occupant.part() instanceof RewardModel model && says(occupant.path(), () -> model.score(batch))) {
                occupant.wiring().offers().forEach(field -> track(batch, field.name(), "rewards", occupant.path()));
            }
        }
        for (Occupant occupant : parts.ordered(Kind.CRITIC)) {
            if (occupant.part() instanceof ScoringCritic critic && says(occupant.path(), () -> critic.score(batch))) {
                value(batch, name(occupant.path()));
            }
        }
    }

    private boolean says(String path, Runnable judging) {
        try {
            judging.run();
            return true;
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "run " + parts.run() + ": " + path + " does not judge episodes", e);
            return false;
        }
    }

    private static String name(String path) {
        return path.substring(path.indexOf('.') + 1);
    }

    private void track(Batch batch, String field, String kind, String path) {
        boolean single = batch.has(field) && batch.numbers(field).length == film.length();
        if (single && field.equals(Fields.rewards(name(path)))) {
            tracks.add(new EpisodeTrack(kind + "." + name(path), "", doubles(batch.numbers(field))));
        }
    }

    /** What a critic gives for the state before a step: returns minus advantages. */
    private void value(Batch batch, String critic) {
        String returns = Fields.returns(critic);
        String advantages = Fields.advantages(critic);
        if (batch.has(returns) && batch.has(advantages) && batch.numbers(returns).length == film.length()) {
            double[] values = doubles(batch.numbers(returns));
            float[] gained = batch.numbers(advantages);
            for (int i = 0; i < values.length; i++) {
                values[i] -= gained[i];
            }
            tracks.add(new EpisodeTrack("values." + critic, "", values));
        }
    }

    private static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = numbers[i];
        }
        return doubles;
    }

    private void experience(Batch batch) {
        int steps = film.length();
        put(batch, FieldSpec.numbers(Fields.OBSERVATION, spec.observation().width()), film.observations());
        put(
                batch,
                FieldSpec.numbers(Fields.NEXT_OBSERVATION, spec.observation().width()),
                film.observations().subList(1, steps + 1));
        put(batch, FieldSpec.numbers(Fields.ACTION, spec.action().width()), film.actions());
        put(batch, FieldSpec.numbers(Fields.SIGNALS, spec.signals().width()), film.reported());
        float[] endings = batch.put(FieldSpec.category(Fields.ENDING, Ending.values().length));
        endings[steps - 1] = (film.ending() == Ending.RUNNING ? Ending.TRUNCATED : film.ending()).ordinal();
        if (learner.condition().width() > 0) {
            put(batch, learner.condition().fields().get(0), film.conditions());
        }
        learner.describe(batch);
    }

    private void put(Batch batch, FieldSpec field, List<float[]> rows) {
        float[] numbers = batch.put(field);
        int width = field.width();
        for (int row = 0; row < film.length(); row++) {
            System.arraycopy(rows.get(row), 0, numbers, row * width, width);
        }
    }
}
