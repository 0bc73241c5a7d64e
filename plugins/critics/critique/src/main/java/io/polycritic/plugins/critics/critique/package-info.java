/** Critics that say what is wrong with a path, and the one by which such critics learn from pairs. */
package io.polycritic.plugins.critics.critique;
