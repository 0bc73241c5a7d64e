/**
 * What parts of multi-agent runs share: enumerable games and their exact solutions, joint actions, marginal critics,
 * and inverse Q-learning.
 *
 * <p>Symbols: {@code N} agents, {@code S} states, {@code A_i} actions of agent i, {@code J} joint actions (the product
 * of all A_i), {@code J_-i} joint actions of all agents but i, {@code B} rows, {@code f} numbers of a network's input.
 * A joint action's number counts the last agent's action fastest; so does that of the others, agent i left out.
 */
@Export
@Version("1.0.0")
package io.polycritic.games;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
