/** Learners of architecture search: one trains a super-network, the other searches among whatever can be measured. */
package io.polycritic.plugins.learners.search;
