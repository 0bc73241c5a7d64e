/** Critics that predict what measuring a candidate would give. */
package io.polycritic.plugins.critics.surrogate;
