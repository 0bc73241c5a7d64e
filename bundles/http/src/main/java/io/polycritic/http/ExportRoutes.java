package io.polycritic.http;

import io.polycritic.api.control.ExportControl;
import io.polycritic.api.control.ExportFile;
import io.polycritic.api.control.ExportFormat;
import io.polycritic.api.control.ExportRequest;
import io.polycritic.api.control.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOError;
import java.io.IOException;
import java.util.function.Supplier;

/** Runs as files for other tools. What is wrong is answered before the first byte; the rest is streamed. */
final class ExportRoutes {
    /** Sentences that people should know about the file, each in a header of its own. */
    static final String NOTE = "Polycritic-Note";

    private static final System.Logger LOG = System.getLogger(ExportRoutes.class.getName());

    private final Supplier<ExportControl> exports;

    private ExportRoutes(Supplier<ExportControl> exports) {
        this.exports = exports;
    }

    static void addTo(Router router, Supplier<ExportControl> exports) {
        ExportRoutes routes = new ExportRoutes(exports);
        router.on(
                Role.VIEWER,
                "GET",
                "/runs/{run}/export",
                Operation.of("A run as a file for other tools.")
                        .asks(
                                Parameter.choice("format", ExportFormat.words(), "What file.")
                                        .needed(),
                                Parameter.text("slot", "The slot whose model is exported, for onnx."),
                                Parameter.text("model", "Which of its models, for onnx."))
                        .givesBytes("application/octet-stream"),
                routes::export);
    }

    private Reply export(Call call) throws IOException {
        ExportControl present = exports.get();
        if (present == null) {
            throw HttpProblem.absent("the exports are");
        }
        ExportRequest request = new ExportRequest(call.query("format"), call.query("slot"), call.query("model"));
        ExportFile file = present.export(call.path("run"), request);
        HttpServletResponse response = call.response();
        response.setContentType(file.mediaType());
        response.setHeader("Content-Disposition", disposition(file.name()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        file.notes().forEach(note -> response.addHeader(NOTE, note));
        if (!call.request().getMethod().equals("HEAD")) {
            write(file, response);
        }
        return Reply.TAKEN;
    }

    /**
     * A failure after the first bytes cannot become a problem document; the connection breaks, so that clients know.
     */
    private static void write(ExportFile file, HttpServletResponse response) throws IOException {
        try {
            file.content().writeTo(response.getOutputStream());
        } catch (RuntimeException e) {
            if (!response.isCommitted()) {
                response.reset();
                throw e;
            }
            LOG.log(System.Logger.Level.ERROR, file.name() + " ends early", e);
            // The dispatcher ends the response as if it were whole after any exception; an error reaches the server.
            throw new IOError(e);
        }
    }

    /** Ids of runs, slots and models are made of plain characters; others are left out. */
    private static String disposition(String name) {
        return "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "") + "\"";
    }
}
