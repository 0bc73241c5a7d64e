package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * Where commands write: results go to standard output, all else to standard error. With {@code --json} the result is
 * exactly one JSON document.
 */
final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean rewritable;
    private volatile UnaryOperator<String> notes = UnaryOperator.identity();
    private int shown;

    /**
     * Makes the terminal.
     *
     * @param out for results
     * @param err for everything else
     * @param rewritable whether a line on {@code err} can be written over
     */
    Terminal(PrintStream out, PrintStream err, boolean rewritable) {
        this.out = out;
        this.err = err;
        this.rewritable = rewritable;
    }

    boolean rewritable() {
        return rewritable;
    }

    /** Writes results piece by piece, as help is written. */
    PrintWriter results() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    synchronized void result(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    void document(Object value) {
        try {
            result(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw Failure.of(e);
        }
    }

    /** Says how notes are written from now on. */
    void notesAs(UnaryOperator<String> form) {
        notes = form;
    }

    void note(String line) {
        line(notes.apply(line));
    }

    /** Writes a line to standard error as it is. */
    synchronized void line(String line) {
        clear();
        err.println(line);
        err.flush();
    }

    /** Shows how far a command has come; on a rewritable terminal the line takes the place of the last one. */
    synchronized void progress(String line) {
        if (!rewritable) {
            err.println(line);
        } else {
            err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            shown = line.length();
        }
        err.flush();
    }

    private void clear() {
        if (shown > 0) {
            err.print("\r" + " ".repeat(shown) + "\r");
            err.flush();
            shown = 0;
        }
    }
}
