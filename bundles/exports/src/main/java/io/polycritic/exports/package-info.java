/** Runs for other tools. */
package io.polycritic.exports;
