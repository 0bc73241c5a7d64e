/**
 * Evaluators of several tasks: accuracy, calibration, sharpness, conflicts; risk and patterns of in-context regression.
 */
package io.polycritic.plugins.evaluators.multitask;
