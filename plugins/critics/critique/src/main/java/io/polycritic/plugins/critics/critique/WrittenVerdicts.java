package io.polycritic.plugins.critics.critique;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.critique.CritiqueModel;
import io.polycritic.critique.PathSpace;
import io.polycritic.vlm.VlmLearner;
import io.polycritic.vlm.VlmWriter;

/** Critiques that a frozen vision-language model writes. Programs are compiled when the first critique is asked for. */
final class WrittenVerdicts implements CritiqueModel {
    private final VlmLearner learner;
    private final VerdictCritic.Config config;
    private final PartContext context;
    private final Verdicts verdicts;
    private VlmWriter writer;

    WrittenVerdicts(VlmLearner learner, VerdictCritic.Config config, PartContext context) {
        this.learner = learner;
        this.config = config;
        this.context = context;
        this.verdicts = new Verdicts(context);
    }

    @Override
    public Wiring wiring() {
        return verdicts.wiring();
    }

    @Override
    public void criticise(Batch batch, double temperature, RandomStream random, float[] into) {
        if (writer == null) {
            writer = new VlmWriter(context.compute(), learner.model(), learner.parameters(), config.rows());
        }
        int[][] texts = writer.write(batch, temperature, random);
        int length = verdicts.space().critique();
        for (int row = 0; row < texts.length; row++) {
            int from = config.shuffled() ? (row + 1) % texts.length : row;
            PathSpace.write(PathSpace.begun(texts[from]), into, row, length);
        }
    }

    @Override
    public void score(Batch batch) {
        verdicts.score(this, batch, config.temperature());
    }

    /** Does nothing: the model is another run's. */
    @Override
    public void learn(Batch batch) {}

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
