package io.polycritic.plugins.environments.preference;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.preference.Comparisons;
import io.polycritic.preference.PreferenceGame;
import io.polycritic.preference.PreferenceMatrix;
import java.util.List;

/** A game of known preferences; prompts are drawn uniformly. It is a function of its settings and the run's seed. */
final class KnownGame implements PreferenceGame {
    private final List<PreferenceMatrix> preferences;
    private final List<double[]> references;
    private final RandomStream random;

    KnownGame(List<PreferenceMatrix> preferences, List<double[]> references, RandomStream random) {
        this.preferences = preferences;
        this.references = references;
        this.random = random;
    }

    @Override
    public int prompts() {
        return preferences.size();
    }

    @Override
    public int responses() {
        return preferences.get(0).size();
    }

    @Override
    public PreferenceMatrix preferences(int prompt) {
        return preferences.get(prompt);
    }

    @Override
    public double[] reference(int prompt) {
        return references.get(prompt).clone();
    }

    @Override
    public EnvironmentSpec spec() {
        return EnvironmentSpec.single(
                Space.of(prompt()), Space.of(FieldSpec.category(Comparisons.RESPONSE, responses())), Space.EMPTY, 1, 0);
    }

    private FieldSpec prompt() {
        return FieldSpec.category(Comparisons.PROMPT, prompts());
    }

    @Override
    public boolean next(Batch batch) {
        float[] drawn = batch.put(prompt());
        for (int row = 0; row < drawn.length; row++) {
            drawn[row] = random.nextInt(prompts());
        }
        return true;
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // The game is drawn anew from the run's seed; the random stream is the run's.
    }

    @Override
    public void load(StateReader in) {
        // There is nothing to load.
    }
}
