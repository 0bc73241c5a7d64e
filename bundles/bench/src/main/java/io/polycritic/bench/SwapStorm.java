package io.polycritic.bench;

import io.polycritic.api.control.BenchSwap;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.polycritic.bench.census.Census;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;
import org.osgi.framework.BundleContext;

/** A live run under a storm of tickets from several threads, and what became of its transitions. */
final class SwapStorm {
    private static final int LANES = 16;

    private static final int FEWEST = 100;
    private static final int THREADS = 4;

    /** Until there are snapshots. */
    private static final long FIRST_UPDATES = 50;

    /** One request in so many is followed by the rollback of a ticket that was decided a while ago. */
    private static final int ROLLBACKS = 25;

    /** So far back the run has snapshots. */
    private static final long MOST_BACK = 100;

    private static final String RUN = "bench-swap";
    private static final long LOOK_NANOS = 1_000_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final RunControl runs;
    private final BundleContext context;
    private final Census census = new Census("polycritic-run-" + RUN);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong reached = new AtomicLong();

    SwapStorm(RunControl runs, BundleContext context) {
        this.runs = runs;
        this.context = context;
    }

    BenchSwap measure(int swaps, IntConsumer progress) throws InterruptedException {
        if (swaps < FEWEST) {
            throw failed("USER", "swaps", "found " + swaps + ", allowed is a whole number of at least " + FEWEST);
        }
        long begin = System.nanoTime();
        CensusPlugins plugins = new CensusPlugins(context, census);
        try {
            runs.start(new RunRequest(Spec.of("swap", Map.of("lanes", LANES)), RUN, 1L, Long.MAX_VALUE, true));
            until(now -> now >= FIRST_UPDATES);
            storm(swaps, progress);
            until(now -> now >= reached.get());
            runs.stop(RUN);
            RunView end = runs.run(RUN);
            if (end.state() != RunState.STOPPED) {
                throw failed("INTERNAL", RUN, "the run is " + end.state() + ": " + end.problem());
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            return SwapFigures.of(
                    new SwapFigures.Storm(swaps, THREADS, refused.get(), seconds),
                    runs.tickets(RUN),
                    end,
                    census,
                    Repetition.of(runs, RUN));
        } finally {
            plugins.close();
        }
    }

    private void storm(int swaps, IntConsumer progress) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(i);
                all.add(threads.submit(() -> ask(swaps, random, progress)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException known
                    ? known
                    : failed("INTERNAL", RUN, "the storm ended: " + e.getCause());
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private void ask(int swaps, Random random, IntConsumer progress) {
        Wishes wishes = new Wishes(runs, RUN, random);
        Ticket last = null;
        long update = -1;
        for (int number = asked.incrementAndGet(); number <= swaps; number = asked.incrementAndGet()) {
            long before = update;
            update = until(now -> now != before);
            try {
                Ticket ticket = wishes.next();
                last = ticket.state() == TicketState.COMMITTED ? ticket : last;
            } catch (ProblemException e) {
                refused(e);
            }
            if (last != null && random.nextInt(ROLLBACKS) == 0) {
                rollBack(last);
                last = null;
            }
            progress.accept(number);
        }
    }

    /** Waits for the run, which goes on or is set back; returns the number of its updates. */
    private long until(LongPredicate wanted) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            long now = runs.run(RUN).updates();
            reached.accumulateAndGet(now, Math::max);
            if (wanted.test(now) || System.nanoTime() > end) {
                return now;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void rollBack(Ticket ticket) {
        try {
            if (runs.run(RUN).updates() - ticket.update() < MOST_BACK) {
                runs.rollBack(RUN, ticket.id());
            }
        } catch (ProblemException e) {
            refused(e);
        }
    }

    /** A bad request is refused; but a run that has failed ends the storm. */
    private void refused(ProblemException e) {
        refused.incrementAndGet();
        RunView view = runs.run(RUN);
        if (view.state() != RunState.RUNNING) {
            throw failed("INTERNAL", RUN, "the run is " + view.state() + ": " + view.problem() + "; " + e.problem());
        }
    }

    private static ProblemException failed(String code, String path, String message) {
        return new ProblemException(new Problem(code, path, message));
    }
}
