package io.polycritic.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of a slot whose part has failed, where no ticket can be blamed and rolled back. */
enum OnFault {
    /** The run fails. */
    FAIL,
    /** The part is closed, and the run waits for another one. */
    PARK,
    /** The slot is removed, and the run goes on without it. */
    DROP,
    /** The slot's last swap is rolled back, however long ago it was committed; where there is none, the run fails. */
    ROLLBACK;

    /** The word for it in a run spec. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The policy of a word; {@link #FAIL} where there is none. */
    static OnFault of(String word) {
        return word == null ? FAIL : valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** All words. */
    static List<String> words() {
        return Arrays.stream(values()).map(OnFault::word).toList();
    }
}
