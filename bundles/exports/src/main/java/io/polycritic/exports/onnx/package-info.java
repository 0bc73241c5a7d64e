/** Graphs of learned functions as ONNX files. */
package io.polycritic.exports.onnx;
