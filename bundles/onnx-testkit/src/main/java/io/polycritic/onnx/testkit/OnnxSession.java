package io.polycritic.onnx.testkit;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model in ONNX Runtime. */
public final class OnnxSession implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /** Loads a model from the bytes of its file; one that is not valid is an {@link OrtException}. */
    public OnnxSession(byte[] file) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        session = environment.createSession(file, options);
    }

    /** What the file says about itself. */
    public Map<String, String> metadata() throws OrtException {
        return session.getMetadata().getCustomMetadata();
    }

    /** The shape of each input; -1 where the caller chooses. */
    public Map<String, long[]> inputs() throws OrtException {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (var input : session.getInputInfo().entrySet()) {
            shapes.put(input.getKey(), ((TensorInfo) input.getValue().getInfo()).getShape());
        }
        return shapes;
    }

    /** Computes all outputs; inputs are row by row, in the shape [rows, ..] that the model says. */
    public Map<String, float[]> run(int rows, Map<String, float[]> inputs) throws OrtException {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        for (var shape : inputs().entrySet()) {
            long[] lengths = shape.getValue().clone();
            if (lengths.length > 0 && lengths[0] < 0) {
                lengths[0] = rows;
            }
            tensors.put(
                    shape.getKey(),
                    OnnxTensor.createTensor(environment, FloatBuffer.wrap(inputs.get(shape.getKey())), lengths));
        }
        Map<String, float[]> outputs = new LinkedHashMap<>();
        try (OrtSession.Result result = session.run(tensors)) {
            for (var output : result) {
                FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
                float[] copy = new float[values.remaining()];
                values.get(copy);
                outputs.put(output.getKey(), copy);
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
        return outputs;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
