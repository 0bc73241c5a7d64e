/** Critics that judge experience by state values. */
package io.polycritic.plugins.critics.value;
