package io.polycritic.runtime.launcher;

import io.polycritic.api.control.ExportFile;
import io.polycritic.api.control.ExportRequest;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic run export}. */
@Command(
        name = "export",
        description = "Writes a file for other tools: metrics, a learned function, or the run's spec by itself.",
        footer = {
            "",
            "csv, jsonl    metrics, one number a row",
            "tensorboard   metrics and spec as an event file; give it a folder of its own",
            "onnx          what a part has learned, as of the newest snapshot; the learner's policy unless --slot says",
            "spec          a run spec with plugins pinned and changes scheduled; 'train FILE' makes the run again"
        })
final class ExportCommand implements Callable<Integer> {
    @ParentCommand
    private RunCommand run;

    @Parameters(index = "0", paramLabel = "RUN", description = RunCommand.RUN)
    private String id;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "csv, jsonl, tensorboard, onnx or spec.")
    private String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file, or a folder for it. Else it gets its usual name in the present folder.")
    private Path output;

    @Option(names = "--slot", paramLabel = "SLOT", description = "For onnx: the slot whose part is exported.")
    private String slot;

    @Option(names = "--model", paramLabel = "NAME", description = "For onnx: which of the part's models.")
    private String model;

    @Override
    public Integer call() {
        try (Session session = run.look()) {
            ExportFile file = session.exports().export(id, new ExportRequest(format, slot, model));
            Path target = target(file.name());
            long bytes = write(file, target);
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", target.toString());
            document.put("bytes", bytes);
            document.put("mediaType", file.mediaType());
            document.put("notes", file.notes());
            file.notes().forEach(run.root().terminal()::note);
            run.root().print(document, String.format(Locale.ROOT, "%s, %,d bytes", target, bytes));
        }
        return 0;
    }

    private Path target(String name) {
        Path path = output == null ? Path.of(name) : Files.isDirectory(output) ? output.resolve(name) : output;
        return path.toAbsolutePath().normalize();
    }

    /** Writes beside, syncs and renames: a file of that name is whole, or as it was. */
    private static long write(ExportFile file, Path target) {
        Path beside = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (FileOutputStream stream = new FileOutputStream(beside.toFile());
                    OutputStream out = new BufferedOutputStream(stream, 1 << 16)) {
                file.content().writeTo(out);
                out.flush();
                stream.getFD().sync();
            }
            long bytes = Files.size(beside);
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            return bytes;
        } catch (IOException e) {
            discard(beside);
            throw Failure.resource("--output", "'" + target + "' cannot be written: " + Diagnosis.reason(e), e);
        } catch (RuntimeException e) {
            discard(beside);
            throw e;
        }
    }

    private static void discard(Path beside) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            System.getLogger(ExportCommand.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot delete " + beside, e);
        }
    }
}
