/** Critics that compare views: loss critics of representations. */
package io.polycritic.plugins.critics.contrastive;
