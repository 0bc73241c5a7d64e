package io.polycritic.runtime.launcher;

import io.polycritic.api.control.BenchCase;
import io.polycritic.api.control.BenchMeasurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Our figures of a case and the peer's, round by round. */
final class Comparison {
    private final BenchCase one;
    private final List<BenchProcess.Result> ours = new ArrayList<>();
    private final List<Peers.Result> peers = new ArrayList<>();

    Comparison(BenchCase one) {
        this.one = one;
    }

    void ours(BenchProcess.Result result) {
        ours.add(result);
    }

    void peers(Peers.Result result) {
        peers.add(result);
    }

    private boolean higherIsBetter() {
        return one.unit() == BenchCase.Unit.STEPS_PER_SECOND;
    }

    private double figure(BenchMeasurement measurement) {
        return higherIsBetter() ? measurement.stepsPerSecond() : measurement.microsPerUpdate();
    }

    private Spread our(ToDoubleFunction<BenchMeasurement> figure) {
        return Spread.of(
                ours.stream().map(result -> figure.applyAsDouble(result.only())).toList());
    }

    private double ourPeak() {
        return Spread.of(
                        ours.stream().map(result -> (double) result.peakBytes()).toList())
                .median();
    }

    private double peerPeak() {
        return Spread.of(peers.stream()
                        .map(result -> (double) result.peakBytes())
                        .toList())
                .median();
    }

    private Spread peer() {
        return Spread.of(peers.stream().map(Peers.Result::figure).toList());
    }

    /** How many times faster we are, each round's figures divided by one another. */
    Spread ratio() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < peers.size(); i++) {
            double own = figure(ours.get(i).only());
            double other = peers.get(i).figure();
            ratios.add(higherIsBetter() ? own / other : other / own);
        }
        return Spread.of(ratios);
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("case", one.name());
        document.put("title", one.title());
        document.put("unit", higherIsBetter() ? "environment steps/s" : "us/update");
        document.put("ours", ourDocument());
        if (!peers.isEmpty()) {
            Map<String, Object> other = new LinkedHashMap<>();
            other.put("script", one.peerScript());
            other.put("arguments", one.peerArguments());
            other.put("figure", peer());
            other.put("peakResidentBytes", (long) peerPeak());
            other.put("threads", peers.get(0).threads());
            document.put("peer", other);
            document.put("timesFaster", ratio());
        }
        return document;
    }

    private Map<String, Object> ourDocument() {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("figure", our(this::figure));
        own.put("microsPerUpdate", our(BenchMeasurement::microsPerUpdate).median());
        own.put("updatesPerSecond", our(BenchMeasurement::updatesPerSecond).median());
        own.put("stepsPerSecond", our(BenchMeasurement::stepsPerSecond).median());
        own.put("bytesPerUpdate", our(BenchMeasurement::bytesPerUpdate).median());
        own.put("gigaflops", our(BenchMeasurement::gigaflops).median());
        own.put("coresBusy", our(BenchMeasurement::coresBusy).median());
        own.put(
                "threads",
                ours.stream().mapToInt(result -> result.only().threads()).max().orElse(0));
        own.put("steady", ours.stream().allMatch(result -> result.only().steady()));
        own.put("peakResidentBytes", (long) ourPeak());
        return own;
    }

    void row(Table table) {
        Spread ratio = peers.isEmpty() ? null : ratio();
        table.row(
                one.name(),
                higherIsBetter() ? "steps/s" : "us/update",
                Figures.text(our(this::figure).median()),
                ratio == null ? "" : Figures.text(peer().median()),
                ratio == null
                        ? ""
                        : Figures.text(ratio.min()) + "  " + Figures.text(ratio.median()) + "  "
                                + Figures.text(ratio.max()),
                Figures.text(our(BenchMeasurement::updatesPerSecond).median()),
                Figures.text(our(BenchMeasurement::bytesPerUpdate).median()),
                Figures.text(our(BenchMeasurement::gigaflops).median()),
                Figures.text(our(BenchMeasurement::coresBusy).median()),
                Figures.mebibytes(ourPeak()),
                ratio == null ? "" : Figures.mebibytes(peerPeak()));
    }
}
