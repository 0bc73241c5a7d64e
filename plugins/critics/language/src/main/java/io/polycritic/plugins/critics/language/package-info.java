/** Critics of policies that answer prompts. */
package io.polycritic.plugins.critics.language;
