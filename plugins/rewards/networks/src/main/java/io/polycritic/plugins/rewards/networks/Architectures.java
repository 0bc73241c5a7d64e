package io.polycritic.plugins.rewards.networks;

import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.optimizer.Search.Candidate;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.compression.Options;
import io.polycritic.compression.Vit;
import io.polycritic.search.CandidateMeasure;
import io.polycritic.search.SearchLearner;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What may be chosen, as the settings say. */
record Architectures(SubnetObjectives.Config config, Vit largest) {
    private static final List<String> KEYS = List.of("depths", "heads", "hidden", "bits");

    Options options(PartContext context) {
        if (!config.architecture().isEmpty()) {
            return only(knee(context.frozen(config.architecture())));
        }
        Vit.Layer most = largest.layers().get(0);
        try {
            return Options.uniform(
                    largest,
                    or(config.depths(), largest.layers().size()),
                    or(config.heads(), most.heads()),
                    or(config.hidden(), most.hidden()),
                    config.bits());
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private static InvalidConfigException refused(IllegalArgumentException e) {
        String key = e.getMessage().substring(0, e.getMessage().indexOf(' '));
        return new InvalidConfigException(KEYS.contains(key) ? key : "network", e.getMessage());
    }

    private static int[] or(int[] options, int usual) {
        return options.length == 0 ? new int[] {usual} : options;
    }

    /** Options with one architecture; layers beyond its depth are never there. */
    private Options only(Vit network) {
        int[][] heads = new int[largest.layers().size()][];
        int[][] hidden = new int[heads.length][];
        for (int i = 0; i < heads.length; i++) {
            Vit.Layer layer = network.layers().get(Math.min(i, network.layers().size() - 1));
            heads[i] = new int[] {layer.heads()};
            hidden[i] = new int[] {layer.hidden()};
        }
        try {
            return new Options(largest, new int[] {network.layers().size()}, heads, hidden, config.bits());
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    /**
     * The knee of a search's front: the member with the largest box between itself and the reference point, all
     * objectives on their normalised axes.
     */
    private Vit knee(Subject search) {
        SearchLearner learner =
                search.part("learner", SearchLearner.class).orElseThrow(() -> refused(" has no search"));
        SubnetMeasure measure = search.part("rewards.objectives", CandidateMeasure.class)
                .filter(SubnetMeasure.class::isInstance)
                .map(SubnetMeasure.class::cast)
                .orElseThrow(() -> refused(" searches for no sub-networks"));
        Candidate best = learner.front().stream()
                .max(Comparator.comparingDouble(candidate -> box(measure.normalised(candidate.scores()))))
                .orElseThrow(() -> refused(" has measured nothing"));
        return measure.options().choice(best.genome()).network();
    }

    private static double box(double... point) {
        return Arrays.stream(point).map(x -> Math.max(0, 1 - x)).reduce(1, (a, b) -> a * b);
    }

    private InvalidConfigException refused(String why) {
        return new InvalidConfigException("architecture", "the run '" + config.architecture() + "'" + why);
    }
}
