/** One small plugin of each kind, which together learn to walk down a corridor. The documentation quotes them. */
package io.polycritic.plugins.example;
