package io.polycritic.engine;

import io.polycritic.api.control.JournalEntry;
import io.polycritic.api.control.PluginView;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SettingView;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.plugin.SettingSpec;
import io.polycritic.catalog.Catalog;
import io.polycritic.catalog.Plugin;
import io.polycritic.catalog.WaitingPlugins;
import io.polycritic.store.Journal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What others see of runs and plugins. */
final class Views {
    private Views() {}

    static RunView run(Run run, boolean slots) {
        Progress progress = run.progress();
        return new RunView(
                run.id(),
                run.spec().name(),
                run.spec().seed(),
                run.state(),
                progress.steps(),
                run.spec().steps(),
                progress.update(),
                progress.episodes(),
                progress.seconds(),
                run.state() == RunState.RUNNING ? progress.stepsPerSecond() : 0,
                run.recorder().parameterHash(),
                run.problem(),
                run.recorder().series().last(),
                slots ? SlotViews.of(run) : List.of());
    }

    /** A run that is not live, as its summary has it; what a crash has left running is stopped. */
    static RunView atRest(RunView summary, List<SlotView> slots) {
        boolean live = summary.state() == RunState.RUNNING
                || summary.state() == RunState.PAUSED
                || summary.state() == RunState.WAITING_FOR_PLUGIN;
        return new RunView(
                summary.run(),
                summary.name(),
                summary.seed(),
                live ? RunState.STOPPED : summary.state(),
                summary.steps(),
                summary.budget(),
                summary.updates(),
                summary.episodes(),
                summary.seconds(),
                0,
                summary.parameterHash(),
                live ? null : summary.problem(),
                new TreeMap<>(summary.metrics()),
                slots);
    }

    static JournalEntry entry(Journal.Entry entry) {
        return new JournalEntry(entry.sequence(), entry.time(), entry.update(), entry.type(), entry.data());
    }

    static List<PluginView> plugins(Catalog catalog, Collection<Run> runs) {
        List<PluginView> views = new ArrayList<>();
        for (Plugin plugin : catalog.plugins()) {
            views.add(plugin(catalog, plugin, runs));
        }
        for (WaitingPlugins.Waiting waiting : catalog.waiting()) {
            views.add(new PluginView(
                    waiting.kind().text(),
                    waiting.id(),
                    waiting.version(),
                    waiting.bundle(),
                    "WAITING",
                    waiting.reason(),
                    "",
                    "",
                    List.of(),
                    List.of()));
        }
        return views;
    }

    static PluginView plugin(Catalog catalog, Plugin plugin, Collection<Run> runs) {
        List<String> users = runs.stream()
                .filter(run -> run.parts().all().stream().anyMatch(occupant -> occupant.plugin() == plugin))
                .map(Run::id)
                .toList();
        return new PluginView(
                plugin.kind().text(),
                plugin.id(),
                plugin.version().toString(),
                plugin.bundle(),
                catalog.state(plugin).name(),
                plugin.fault(),
                plugin.description(),
                plugin.paper(),
                plugin.settings().stream().map(Views::setting).toList(),
                users);
    }

    private static SettingView setting(SettingSpec setting) {
        return new SettingView(
                setting.key(),
                setting.type().name().toLowerCase(Locale.ROOT),
                setting.list(),
                setting.description(),
                setting.unit(),
                Double.isInfinite(setting.min()) ? null : setting.min(),
                Double.isInfinite(setting.max()) ? null : setting.max(),
                setting.options(),
                setting.defaultValue(),
                setting.live());
    }

    /** A spec's slots as JSON-like maps, without what may differ when a run is continued. */
    static Map<String, Object> comparable(RunSpec spec) {
        Map<String, Object> json = new TreeMap<>(spec.toJson());
        json.remove("budget");
        json.remove("snapshots");
        json.remove("upgrades");
        return json;
    }
}
