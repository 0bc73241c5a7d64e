package io.polycritic.exports;

import io.polycritic.api.control.ExportControl;
import io.polycritic.api.control.ExportFile;
import io.polycritic.api.control.ExportFormat;
import io.polycritic.api.control.ExportRequest;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.evaluation.FrozenCopies;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.exports.tensorboard.EventExport;
import io.polycritic.store.RunFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exports runs from their folders; a run that goes on is exported as far as its files are written. */
@Component(service = ExportControl.class)
public final class Exports implements ExportControl {
    /** The framework property that names the data folder. */
    static final String DATA = "polycritic.data";

    private final Path data;
    private final RunControl runs;
    private final ModelExport models;

    /** Begins; called by Declarative Services. */
    @Activate
    public Exports(BundleContext context, @Reference RunControl runs, @Reference FrozenCopies copies) {
        this(data(context), runs, copies);
    }

    Exports(Path data, RunControl runs, FrozenCopies copies) {
        this.data = data;
        this.runs = runs;
        this.models = new ModelExport(copies);
    }

    /** Where the platform keeps runs. */
    public static Path data(BundleContext context) {
        return Path.of(Optional.ofNullable(context.getProperty(DATA)).orElse("polycritic-data"));
    }

    @Override
    public ExportFile export(String run, ExportRequest request) {
        try {
            return prepare(run, request);
        } catch (PolycriticException e) {
            ProblemException problem = new ProblemException(new Problem(e.code().name(), e.path(), e.getMessage()));
            problem.initCause(e);
            throw problem;
        }
    }

    private ExportFile prepare(String run, ExportRequest request) {
        ExportFormat format = ExportFormat.of(request.format())
                .orElseThrow(() -> user(
                        "format",
                        (request.format() == null ? "is missing" : "found '" + request.format() + "'")
                                + ", allowed are " + ExportFormat.words()));
        if (format != ExportFormat.ONNX) {
            refuse("slot", request.slot(), format);
            refuse("model", request.model(), format);
        }
        runs.run(run);
        RunFolder folder = RunFolder.of(data, run);
        return switch (format) {
            case CSV -> metrics(run, format, out -> MetricsTable.csv(folder, out));
            case JSONL -> metrics(run, format, out -> MetricsTable.jsonLines(folder, out));
            case TENSORBOARD -> {
                EventExport events = new EventExport(folder, runs.spec(run));
                yield new ExportFile(events.name(), format.mediaType(), List.of(), events::writeTo);
            }
            case ONNX -> models.export(run, request);
            case SPEC -> spec(run, folder);
        };
    }

    private static ExportFile metrics(String run, ExportFormat format, ExportFile.Content content) {
        return new ExportFile(run + "." + format.word(), format.mediaType(), List.of(), content);
    }

    private ExportFile spec(String run, RunFolder folder) {
        byte[] spec = runs.spec(run).getBytes(StandardCharsets.UTF_8);
        List<String> notes = Files.isDirectory(folder.frozen())
                ? List.of("The run acts through other runs, whose snapshots are not part of its spec.")
                : List.of();
        return new ExportFile(run + ".spec.json", ExportFormat.SPEC.mediaType(), notes, out -> out.write(spec));
    }

    private static void refuse(String name, String value, ExportFormat format) {
        if (value != null) {
            throw user(name, "is for the format 'onnx' alone, the format is '" + format.word() + "'");
        }
    }

    private static PolycriticException user(String path, String message) {
        return new PolycriticException(ErrorCode.USER, path, message);
    }
}
