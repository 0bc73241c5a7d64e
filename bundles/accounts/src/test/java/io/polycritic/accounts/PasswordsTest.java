package io.polycritic.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void agreesWithTheReferenceProgram() {
        // echo -n "correct horse battery" | argon2 0123456789abcdef -id -t 3 -k 1024 -p 2 -l 24 -e
        String hash = "$argon2id$v=19$m=1024,t=3,p=2$MDEyMzQ1Njc4OWFiY2RlZg$XB/ZL/gitcrGmvlUJ3Pw4HmdOjp7pts2";
        assertTrue(passwords.matches("correct horse battery", hash));
        assertFalse(passwords.matches("correct horse batterx", hash));
        assertTrue(Passwords.stale(hash));
    }

    @Test
    void saltsAndNeverTakesNobody() {
        String one = passwords.hash("ein langes Passwort");
        String two = passwords.hash("ein langes Passwort");
        assertNotEquals(one, two);
        assertTrue(one.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), one);
        assertTrue(one.length() < 200);
        assertFalse(Passwords.stale(one));
        assertTrue(passwords.matches("ein langes Passwort", one));
        assertFalse(passwords.matches("ein langes Passwort", null));
        // é as one character and as e with an accent
        assertTrue(passwords.matches("caf\u00e9 cafe cafe", passwords.hash("cafe\u0301 cafe cafe")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            elevenchars   | must have 12 to 256 characters, has 11
            my ALICE word | must not contain the user's name
            aaaabbbbaaaab | must have at least 5 different characters
            """)
    void refusesWeakOnes(String password, String why) {
        ProblemException thrown =
                assertThrows(ProblemException.class, () -> Passwords.check("password", "alice", password));
        assertEquals(why, thrown.problem().message());
        assertFalse(thrown.problem().message().contains(password));
    }
}
