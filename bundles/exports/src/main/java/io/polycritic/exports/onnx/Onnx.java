package io.polycritic.exports.onnx;

import io.polycritic.api.model.GraphModel;
import io.polycritic.api.model.ModelSource;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.exports.protobuf.Message;
import java.util.List;
import java.util.Map;

/**
 * Learned functions as ONNX models (Open Neural Network Exchange, IR version 8, operators of opset 17). Numbers are
 * 32-bit floating point; the number of rows is left open.
 */
public final class Onnx {
    /** The version of the operators. */
    static final int OPSET = 17;

    private static final int IR_VERSION = 8;

    private Onnx() {}

    /**
     * A model of a part.
     *
     * @param slot the part's slot, for errors
     * @param source the part
     * @param name which of its models; null for the first one
     * @param metadata what the file says about itself, by name
     * @return a message {@code ModelProto}
     * @throws PolycriticException if there is no such model, or something of it cannot be said in ONNX
     */
    public static Message model(String slot, ModelSource source, String name, Map<String, String> metadata) {
        GraphModel few = choose(slot, source.models(Axes.FEW), name);
        GraphModel more = choose(slot, source.models(Axes.MORE), few.name());
        OnnxGraph graph = new Translation(slot + "." + few.name(), few, more).translate();
        Message model = new Message()
                .integer(1, IR_VERSION)
                .text(2, "polycritic")
                .text(6, few.description())
                .message(7, graph.message(few.name(), few.description()))
                .message(8, new Message().text(1, "").integer(2, OPSET));
        metadata.forEach(
                (key, value) -> model.message(14, new Message().text(1, key).text(2, value)));
        return model;
    }

    private static GraphModel choose(String slot, List<GraphModel> models, String name) {
        if (models.isEmpty()) {
            throw new PolycriticException(ErrorCode.CONFLICT, slot, "has learned nothing yet that could be exported");
        }
        if (name == null) {
            return models.get(0);
        }
        return models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.NOT_FOUND,
                        "model",
                        slot + " has no model '" + name + "'; there are "
                                + models.stream().map(GraphModel::name).toList()));
    }
}
