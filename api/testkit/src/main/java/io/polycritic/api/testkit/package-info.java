/**
 * Runs parts without a platform: a small run to wire them in, worlds of known optimum, and contract tests for plugins.
 */
package io.polycritic.api.testkit;
