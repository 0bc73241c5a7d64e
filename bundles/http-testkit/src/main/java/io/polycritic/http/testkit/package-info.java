/**
 * For tests of what is served on HTTP, never deployed: {@link io.polycritic.http.testkit.LivelyRuns} is an engine whose
 * runs are curves, {@link io.polycritic.http.testkit.WebServer} a bare Felix with just the bundles that serve it,
 * {@link io.polycritic.http.testkit.Browser} a headless Chromium.
 */
package io.polycritic.http.testkit;
