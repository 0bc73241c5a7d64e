/** Exported models held against ONNX Runtime, for tests of whatever offers models. */
package io.polycritic.onnx.testkit;
