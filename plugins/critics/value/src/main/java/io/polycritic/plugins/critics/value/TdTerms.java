package io.polycritic.plugins.critics.value;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;

/**
 * What a step of temporal-difference learning is made of.
 *
 * @param loss one number a row and network is summed over networks, [B, 1]
 * @param errors how wrong the values were, [B, 1], not negative
 * @param values the values of the actions that were taken, [B, 1]
 */
record TdTerms(Node loss, Node errors, Node values) {
    /**
     * Nodes that the terms are made from.
     *
     * @param rewards r, [B, 1]
     * @param discounts gamma^m, 0 where the episode was terminated, [B, 1]
     * @param chosen the actions that were taken, one-hot [B, n]; null where they are inputs of the networks
     * @param probabilities the policy at the next observation, [B, n]; null for the greedy one, or one action
     * @param bonus is added to the next value, [B, 1]; null for nothing
     */
    record Inputs(Node rewards, Node discounts, Node chosen, Node probabilities, Node bonus) {
        /** r + gamma (next + bonus), [B, 1] or [B, M]. */
        Node target(Node next) {
            Node soft = bonus == null ? next : Elementwise.add(next, bonus);
            return Elementwise.stopGradient(Elementwise.add(rewards, Elementwise.multiply(discounts, soft)));
        }
    }
}
