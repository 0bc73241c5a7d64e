package io.polycritic.studies;

import io.polycritic.api.control.SeriesView;
import io.polycritic.studies.Measures.Measured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the runs of a study have measured: something for each metric, arm, world and seed. */
final class Outcomes {
    private final Map<Key, Measured> measured = new LinkedHashMap<>();
    private final Map<Place, String> runs = new LinkedHashMap<>();
    private final Plan plan;

    private record Place(String arm, String world, long seed) {}

    private record Key(String metric, Place place) {}

    Outcomes(Plan plan) {
        this.plan = plan;
    }

    /** Takes what a run has of one metric. */
    void put(Job job, String metric, Measured value) {
        Place place = new Place(job.arm(), job.world(), job.seed());
        runs.put(place, job.run());
        measured.put(new Key(metric, place), value);
    }

    Plan plan() {
        return plan;
    }

    /** One number for each run of an arm, by world and seed. */
    double[][] values(String metric, String arm, List<String> worlds) {
        return worlds.stream()
                .map(world -> plan.seeds().stream()
                        .mapToDouble(seed -> find(metric, arm, world, seed).value())
                        .toArray())
                .toArray(double[][]::new);
    }

    /** The samples of each run of an arm, by world and seed. */
    double[][][] items(String metric, String arm, List<String> worlds) {
        return worlds.stream()
                .map(world -> plan.seeds().stream()
                        .map(seed -> find(metric, arm, world, seed).items())
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
    }

    /** How a metric came along in each run of an arm, by world and seed. */
    List<List<SeriesView>> series(String metric, String arm) {
        return plan.worldNames().stream()
                .map(world -> plan.seeds().stream()
                        .map(seed -> find(metric, arm, world, seed).series())
                        .toList())
                .toList();
    }

    /** The runs of an arm, in the order of its values. */
    List<String> runs(String arm, List<String> worlds) {
        return worlds.stream()
                .flatMap(world -> plan.seeds().stream().map(seed -> runs.get(new Place(arm, world, seed))))
                .toList();
    }

    private Measured find(String metric, String arm, String world, long seed) {
        return measured.get(new Key(metric, new Place(arm, world, seed)));
    }
}
