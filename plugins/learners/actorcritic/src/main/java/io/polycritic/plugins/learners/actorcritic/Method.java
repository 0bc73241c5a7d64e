package io.polycritic.plugins.learners.actorcritic;

/**
 * What tells one on-policy learner from another.
 *
 * @param plugin its id, for messages
 * @param advantages what its actions are judged by
 * @param loss what its policy is changed along
 * @param epochs passes over a rollout
 * @param minibatch rows of a gradient step
 * @param conflictEvery updates from one measurement of the critics' conflict to the next, 0 for none
 * @param optimizer the path of the slot that changes the policy
 */
record Method(
        String plugin,
        Advantages advantages,
        PolicyLoss loss,
        int epochs,
        int minibatch,
        int conflictEvery,
        String optimizer) {}
