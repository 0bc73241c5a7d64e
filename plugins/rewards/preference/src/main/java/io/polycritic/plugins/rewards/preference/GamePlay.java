package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.preference.Comparisons;
import io.polycritic.preference.PreferenceGame;

/**
 * The game of a run, and the fields of batches [m] of its prompts.
 *
 * @param game the environment's slot
 * @param prompt the number of a prompt
 * @param opponent [n] probabilities
 * @param rewards [n], one for each response to the prompt
 */
record GamePlay(Slot<PreferenceGame> game, FieldSpec prompt, FieldSpec opponent, FieldSpec rewards) {
    static GamePlay of(PartContext context) {
        Space prompts = context.environment().observation();
        Space responses = context.environment().action();
        boolean isGame = prompts.has(Comparisons.PROMPT)
                && prompts.field(Comparisons.PROMPT).type() == FieldType.CATEGORY
                && responses.isCategory();
        if (!isGame) {
            throw new InvalidConfigException(
                    "environment", "needs a game with finitely many prompts and responses, found " + prompts);
        }
        int n = (int) responses.fields().get(0).high() + 1;
        return new GamePlay(
                context.slot("environment", PreferenceGame.class),
                prompts.field(Comparisons.PROMPT),
                FieldSpec.numbers(PreferenceGame.OPPONENT, n),
                FieldSpec.numbers(Fields.rewards(context.name()), n));
    }

    int responses() {
        return opponent.width();
    }
}
