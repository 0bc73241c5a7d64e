/** Learners that write paths and critiques about pictures, and one that refines its paths by critiques. */
package io.polycritic.plugins.learners.critique;
