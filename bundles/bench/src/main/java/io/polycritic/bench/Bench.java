package io.polycritic.bench;

import io.polycritic.api.control.BenchCase;
import io.polycritic.api.control.BenchControl;
import io.polycritic.api.control.BenchMeasurement;
import io.polycritic.api.control.BenchPlugins;
import io.polycritic.api.control.BenchSeries;
import io.polycritic.api.control.BenchSwap;
import io.polycritic.api.control.BenchVictim;
import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.tensor.Compute;
import io.polycritic.catalog.Catalog;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Measures real runs and training steps with the services of this process. */
@Component(service = BenchControl.class)
public final class Bench implements BenchControl {
    private final Platform platform;
    private final PluginControl plugins;
    private final BundleContext context;

    /** Begins; called by Declarative Services. */
    @Activate
    public Bench(
            BundleContext context,
            @Reference RunControl runs,
            @Reference PluginControl plugins,
            @Reference Compute compute,
            @Reference Catalog catalog) {
        this.context = context;
        this.plugins = plugins;
        platform = new Platform(runs, compute, catalog);
    }

    @Override
    public List<BenchCase> cases(List<String> names) {
        return Cases.compared(names);
    }

    @Override
    public List<BenchSeries> series() {
        return Cases.series();
    }

    @Override
    public List<String> products() {
        return Cases.products();
    }

    @Override
    public BenchMeasurement measure(String name, boolean quick) throws InterruptedException {
        Case chosen = Cases.find(name);
        try (Work work = chosen.start().apply(platform)) {
            return new Meter(platform.compute()::work).measure(name, work, Effort.of(chosen.updates(), quick));
        }
    }

    @Override
    public BenchPlugins plugins(int cycles, IntConsumer progress) throws InterruptedException {
        return new PluginCycles(platform.runs(), plugins, context).measure(cycles, progress);
    }

    @Override
    public BenchSwap swap(int swaps, IntConsumer progress) throws InterruptedException {
        return new SwapStorm(platform.runs(), context).measure(swaps, progress);
    }

    @Override
    public BenchVictim victim(String run, long seed, boolean asks, Consumer<String> hears) throws InterruptedException {
        return new Victim(platform.runs(), context, run, hears).live(seed, asks);
    }
}
