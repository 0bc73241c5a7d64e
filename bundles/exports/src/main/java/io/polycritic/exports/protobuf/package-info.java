/** The encoding that TensorBoard's and ONNX's files share. */
package io.polycritic.exports.protobuf;
