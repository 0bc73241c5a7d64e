package io.polycritic.runtime.launcher;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * SIGINT and SIGTERM. The first asks the command to leave; the second halts the process at once, and so does the clock
 * when leaving takes too long. The handler is set by reflection, because the compiler warns of {@code sun.misc.Signal}
 * in a way that cannot be turned off; the JDK has no other means to see a second signal.
 */
final class Signals {
    private static final System.Logger LOG = System.getLogger(Signals.class.getName());
    private static final long USUAL_SECONDS = 120;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Terminal terminal;
    private final IntConsumer halt;
    private volatile int code;
    private volatile long seconds = USUAL_SECONDS;
    private volatile int lateCode;

    /**
     * Makes signals that nobody sends yet.
     *
     * @param terminal where to say that leaving takes too long
     * @param halt ends the process at once, with an exit code
     */
    Signals(Terminal terminal, IntConsumer halt) {
        this.terminal = terminal;
        this.halt = halt;
    }

    /** Begins to listen. */
    static Signals listen(Terminal terminal) {
        Signals signals = new Signals(terminal, Runtime.getRuntime()::halt);
        signals.handle("INT", 130);
        signals.handle("TERM", 143);
        return signals;
    }

    private void handle(String name, int exitCode) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler calls = (proxy, method, args) -> {
                if (method.getName().equals("handle")) {
                    received(exitCode);
                }
                return null;
            };
            Object proxy = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, calls);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.WARNING, "SIG" + name + " ends the process without a snapshot", e);
        }
    }

    /** What a signal does. */
    synchronized void received(int exitCode) {
        if (code != 0) {
            halt.accept(exitCode);
            return;
        }
        code = exitCode;
        asked.countDown();
        terminal.note("Leaving; a second signal halts at once.");
        Thread clock = new Thread(this::haltLate, "leave");
        clock.setDaemon(true);
        clock.start();
    }

    /**
     * Says how long leaving may take; without that it is two minutes.
     *
     * @param most seconds from the signal on, after which the process is halted
     * @param exitCode the exit code of a process that was halted so
     */
    void leaveWithin(long most, int exitCode) {
        seconds = most;
        lateCode = exitCode;
    }

    private void haltLate() {
        try {
            TimeUnit.SECONDS.sleep(seconds);
            String late = "Leaving takes more than " + seconds + " s; halted.";
            LOG.log(System.Logger.Level.ERROR, late);
            terminal.note(late);
            halt.accept(lateCode == 0 ? code : lateCode);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean leaving() {
        return code != 0;
    }

    /** The exit code of a process that was asked to leave: 128 and the signal's number. */
    int code() {
        return code;
    }

    /** Waits until somebody asks. */
    void await() throws InterruptedException {
        asked.await();
    }
}
