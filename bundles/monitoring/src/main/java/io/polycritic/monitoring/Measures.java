package io.polycritic.monitoring;

import io.polycritic.api.control.Figure;
import io.polycritic.api.control.FigureSource;
import io.polycritic.api.control.RunControl;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** All metrics of the process: those of runs, of requests, of other bundles, and of the Java machine. */
@Component(service = Measures.class)
public final class Measures {
    private static final System.Logger LOG = System.getLogger(Measures.class.getName());
    private static final String PREFIX = "polycritic_";
    private static final ExpositionFormats FORMATS = ExpositionFormats.init();

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final List<FigureSource> sources = new CopyOnWriteArrayList<>();
    private final RequestMetrics requests = new RequestMetrics(registry);
    private final RunMetrics runs;
    private final AutoCloseable subscription;

    /**
     * Begins to measure.
     *
     * @param control the engine
     */
    @Activate
    public Measures(@Reference RunControl control) {
        runs = new RunMetrics(registry, () -> control, System::nanoTime);
        registry.register((MultiCollector) this::figures);
        JvmMetrics.builder().register(registry);
        subscription = control.subscribe(runs::accept);
    }

    @Deactivate
    void close() {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "could not end the subscription to the engine", e);
        }
    }

    /**
     * Takes the figures of a bundle.
     *
     * @param source the source
     */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindSource(FigureSource source) {
        sources.add(source);
    }

    /**
     * Leaves the figures of a bundle out.
     *
     * @param source the source
     */
    public void unbindSource(FigureSource source) {
        sources.remove(source);
    }

    private MetricSnapshots figures() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        for (Figure figure : told()) {
            if (figure.grows()) {
                String name = (PREFIX + figure.name()).replaceAll("_total$", "");
                all.metricSnapshot(CounterSnapshot.builder()
                        .name(name)
                        .help(figure.about())
                        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                                .value(figure.value())
                                .build())
                        .build());
            } else {
                all.metricSnapshot(GaugeSnapshot.builder()
                        .name(PREFIX + figure.name())
                        .help(figure.about())
                        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                                .value(figure.value())
                                .build())
                        .build());
            }
        }
        return all.build();
    }

    RequestMetrics requests() {
        return requests;
    }

    RunMetrics runs() {
        return runs;
    }

    /** What bundles tell of themselves. */
    List<Figure> told() {
        return sources.stream().flatMap(source -> source.figures().stream()).toList();
    }

    /** The format that a client asks for by its header Accept. */
    static ExpositionFormatWriter format(String accept) {
        return accept != null && accept.contains("application/openmetrics-text")
                ? FORMATS.getOpenMetricsTextFormatWriter()
                : FORMATS.getPrometheusTextFormatWriter();
    }

    /** Writes everything as it is now. */
    void write(ExpositionFormatWriter format, OutputStream out) throws IOException {
        format.write(out, registry.scrape());
    }
}
