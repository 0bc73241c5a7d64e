/** Learners from preferences: policies that others are not preferred to, and the fitting of preference models. */
package io.polycritic.plugins.learners.preference;
