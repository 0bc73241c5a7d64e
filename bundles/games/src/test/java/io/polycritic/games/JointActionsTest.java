package io.polycritic.games;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import org.junit.jupiter.api.Test;

class JointActionsTest {
    @Test
    void numbersAreThoseOfTheOrder() {
        JointActions actions = JointActions.of(2, 3, 4);
        assertEquals(24, actions.size());
        int joint = 0;
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 3; b++) {
                for (int c = 0; c < 4; c++) {
                    assertEquals(joint, actions.joint(new float[] {9, a, b, c}, 1));
                    assertEquals(a, actions.own(0, joint));
                    assertEquals(b, actions.own(1, joint));
                    assertEquals(c, actions.own(2, joint));
                    assertEquals(b * 4 + c, actions.other(0, joint));
                    assertEquals(a * 4 + c, actions.other(1, joint));
                    assertEquals(a * 3 + b, actions.other(2, joint));
                    joint++;
                }
            }
        }
    }

    @Test
    void ownAndOtherGiveTheJointActionBack() {
        JointActions actions = JointActions.of(3, 2, 5);
        for (int joint = 0; joint < actions.size(); joint++) {
            for (int agent = 0; agent < 3; agent++) {
                int own = actions.own(agent, joint);
                assertEquals(joint, actions.joint(agent, own, actions.other(agent, joint)));
            }
        }
    }

    @Test
    void actionsThatAreNumbersAreRefused() {
        Space space = Space.of(FieldSpec.category("agent1", 3), FieldSpec.numbers("force"));
        InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> JointActions.of(space));
        assertEquals("environment", refused.path());
        assertThrows(IllegalArgumentException.class, () -> JointActions.of(2000, 2000));
    }
}
