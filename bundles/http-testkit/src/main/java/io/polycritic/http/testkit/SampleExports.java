package io.polycritic.http.testkit;

import io.polycritic.api.control.ExportControl;
import io.polycritic.api.control.ExportFile;
import io.polycritic.api.control.ExportFormat;
import io.polycritic.api.control.ExportRequest;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Exports whose files say what was asked for. Of critics there is no model; the spec is that of a small run. */
public final class SampleExports implements ExportControl {
    private static final String SPEC =
            """
            {
              "name": "slim",
              "seed": 1,
              "budget": {"steps": 4000000},
              "environment": {"plugin": "tabletop"},
              "learner": {"plugin": "multi-critic-ppo"},
              "critics": {"safety": {"plugin": "v-critic", "weight": 1, "config": {"discount": 0.95}}},
              "schedule": [{"at": {"updates": 1200}, "set": {"slot": "critics.safety", "setting": "weight", "value": 2}}]
            }
            """;

    /** The exports. */
    public SampleExports() {}

    @Override
    public ExportFile export(String run, ExportRequest request) {
        ExportFormat format = ExportFormat.of(request.format())
                .orElseThrow(() -> new ProblemException(new Problem("USER", "format", "found " + request.format())));
        boolean onnx = format == ExportFormat.ONNX;
        if (onnx && request.slot() != null && request.slot().startsWith("critics.")) {
            throw new ProblemException(new Problem("USER", request.slot(), "has no model that could be exported"));
        }
        String text = format == ExportFormat.SPEC ? SPEC : run + " as " + format.word() + "\n";
        return new ExportFile(
                run + "." + format.word(),
                format.mediaType(),
                onnx ? List.of("The model is that of the snapshot at update 2,700.") : List.of(),
                out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
