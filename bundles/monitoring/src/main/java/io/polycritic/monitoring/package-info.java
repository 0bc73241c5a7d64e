/**
 * What machines want to know of a server: {@code /metrics} in the formats of Prometheus, {@code /health/live} and
 * {@code /health/ready} by Felix Health Checks. Everything is read when somebody asks; runs write nothing for it.
 */
package io.polycritic.monitoring;
