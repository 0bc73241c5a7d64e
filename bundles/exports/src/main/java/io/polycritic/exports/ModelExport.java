package io.polycritic.exports;

import io.polycritic.api.control.ExportFile;
import io.polycritic.api.control.ExportFormat;
import io.polycritic.api.control.ExportRequest;
import io.polycritic.api.environment.Environment;
import io.polycritic.api.evaluation.FrozenCopies;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.model.ModelSource;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.exports.onnx.Onnx;
import io.polycritic.exports.protobuf.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Exports learned functions from frozen copies of runs, one copy at a time. */
final class ModelExport {
    private static final String LEARNER = "learner";
    private static final long PATIENCE_SECONDS = 60;

    private final FrozenCopies copies;
    private final Semaphore free = new Semaphore(1);

    ModelExport(FrozenCopies copies) {
        this.copies = copies;
    }

    ExportFile export(String run, ExportRequest request) {
        String slot = request.slot() == null ? LEARNER : request.slot();
        enter();
        try {
            return copies.read(run, copy -> {
                Message file = Onnx.model(slot, source(copy.subject(), slot), request.model(), metadata(copy, slot));
                return new ExportFile(
                        name(run, slot, request.model()), ExportFormat.ONNX.mediaType(), List.of(), file::writeTo);
            });
        } finally {
            free.release();
        }
    }

    private void enter() {
        try {
            if (free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new PolycriticException(
                ErrorCode.RESOURCE, "run", "another model is being exported; try again in a moment");
    }

    private static String name(String run, String slot, String model) {
        return run + (slot.equals(LEARNER) ? "" : "." + slot) + (model == null ? "" : "." + model) + ".onnx";
    }

    private static ModelSource source(Subject subject, String slot) {
        if (subject.part(slot, Part.class).isEmpty()) {
            throw new PolycriticException(ErrorCode.NOT_FOUND, "slot", "the run has no slot '" + slot + "'");
        }
        return subject.part(slot, ModelSource.class)
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.USER,
                        slot,
                        "cannot be exported to ONNX: its part offers no graph of what it has learned"));
    }

    private static Map<String, String> metadata(FrozenCopies.Copy copy, String slot) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("run", copy.run());
        metadata.put("slot", slot);
        metadata.put("update", Long.toString(copy.update()));
        metadata.put("steps", Long.toString(copy.steps()));
        metadata.put("parameterHash", copy.parameterHash());
        copy.subject().part("environment", Environment.class).ifPresent(environment -> {
            metadata.put("observation", fields(environment.spec().observation()));
            metadata.put("action", fields(environment.spec().action()));
        });
        return metadata;
    }

    /**
     * The columns, such as {@code position[2] m, gripper of 3}: names, how many numbers, units; or how many classes.
     */
    private static String fields(Space space) {
        return space.fields().stream().map(ModelExport::field).collect(Collectors.joining(", "));
    }

    private static String field(FieldSpec field) {
        String width = field.width() == 1 ? "" : "[" + field.width() + "]";
        return switch (field.type()) {
            case CATEGORY -> field.name() + width + " of " + ((int) field.high() + 1);
            case NUMBER -> field.name() + width + (field.unit().isEmpty() ? "" : " " + field.unit());
            case TEXT -> field.name() + width + " text";
        };
    }
}
