package io.polycritic.api.control;

/**
 * What shall be exported of a run.
 *
 * @param format a word of {@link ExportFormat}
 * @param slot for ONNX: the slot whose part is exported; null for the learner
 * @param model for ONNX: which of the part's models; null for the first one
 */
public record ExportRequest(String format, String slot, String model) {}
