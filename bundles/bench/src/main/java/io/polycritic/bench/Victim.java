package io.polycritic.bench;

import io.polycritic.api.control.BenchVictim;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.Replay;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.bench.census.Census;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;

/** A run with many swaps whose process may be killed at any moment; the same call goes on with it. */
final class Victim {
    private static final System.Logger LOG = System.getLogger(Victim.class.getName());
    private static final double PAUSE_SECONDS = 0.03;

    private final RunControl runs;
    private final BundleContext context;
    private final String run;
    private final Consumer<String> hears;

    Victim(RunControl runs, BundleContext context, String run, Consumer<String> hears) {
        this.runs = runs;
        this.context = context;
        this.run = run;
        this.hears = hears;
    }

    /** Makes the run to its end, and repeats it from its journal. */
    BenchVictim live(long seed, boolean asks) throws InterruptedException {
        CensusPlugins plugins = new CensusPlugins(context, new Census(""));
        AutoCloseable listening = runs.subscribe(this::hear);
        try {
            runs.start(new RunRequest(Spec.of("kill", Map.of()), run, seed, null, false));
            hears.accept("begun");
            Random random = new Random(System.nanoTime());
            RunView now = runs.run(run);
            while (now.state() == RunState.RUNNING) {
                if (asks) {
                    ask(random);
                }
                now = runs.await(run, PAUSE_SECONDS);
            }
            if (now.state() != RunState.DONE) {
                throw new ProblemException(
                        now.problem() == null ? new Problem("INTERNAL", run, "is " + now.state()) : now.problem());
            }
            Replay replay = Repetition.of(runs, run);
            return new BenchVictim(
                    now.parameterHash(), now.updates(), runs.tickets(run).size(), replay.changes(), replay.same());
        } finally {
            plugins.close();
            leave(listening);
        }
    }

    private static void leave(AutoCloseable listening) {
        try {
            listening.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "nobody listens any more", e);
        }
    }

    private void ask(Random random) {
        try {
            new Wishes(runs, run, random).next();
        } catch (ProblemException e) {
            LOG.log(System.Logger.Level.DEBUG, "refused, as some are to be", e);
        }
    }

    private void hear(RunEvent event) {
        if (event.ticket() != null && event.run().equals(run)) {
            hears.accept("ticket " + event.ticket().id() + " " + event.ticket().state());
        }
    }
}
