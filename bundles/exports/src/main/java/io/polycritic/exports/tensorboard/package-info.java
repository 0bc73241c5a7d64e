/** Metrics as event files of TensorBoard. */
package io.polycritic.exports.tensorboard;
