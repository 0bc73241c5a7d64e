package io.polycritic.conditions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    /** Two series with one value each, one that was never reported. */
    private static boolean holds(String text, double a, double b) {
        History history = new History();
        history.add("s/a", a);
        history.add("s/b", b);
        history.advance();
        String whole = text.replace("a'", "s/a'").replace("b'", "s/b'").replace("none'", "s/none'");
        try (Watch watch = history.watch(Condition.parse("when", whole))) {
            return watch.holds();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "last('a') > last('b') ; true",
                "last('a') >= 3 && last('b') < 2.5 ; true",
                "last('a') == 3 ; true",
                "last('a') != 3 ; false",
                "last('a') <= 2 || last('b') == 2 ; true",
                "2 + last('a') * 2 == 8 ; true",
                "(2 + last('a')) * 2 == 10 ; true",
                "last('a') - 2 - 1 == 0 ; true",
                "12 / last('a') / last('b') == 2 ; true",
                "-last('a') + 4 == 1 ; true",
                "- - last('a') == 3 ; true",
                "abs(-last('a') * 2) == 6 ; true",
                "!(last('a') > 5) ; true",
                "last('a') > 5 && last('a') > 5 || last('b') == 2 ; true",
                "last('a') > 5 && (last('a') > 5 || last('b') == 2) ; false",
                "last(\"a'\") > 0 || last('a') > 1e0 ; true",
                "last('a')>30E-1 ; false",
            })
    void operatorsBindAsInJava(String text, boolean expected) {
        assertEquals(expected, holds(text.replace("\"a'\"", "'a'"), 3, 2));
    }

    @Test
    void notANumberIsEqualToNothingAndAnInfinityIsLarger() {
        assertFalse(holds("last('a') > 0", Double.NaN, 0));
        assertFalse(holds("last('a') <= 0", Double.NaN, 0));
        assertFalse(holds("last('a') == last('a')", Double.NaN, 0));
        assertTrue(holds("last('a') != last('a')", Double.NaN, 0));
        assertTrue(holds("!finite('a')", Double.NaN, 0));
        assertTrue(holds("!(last('a') > 0)", Double.NaN, 0));
        assertTrue(holds("!finite('a')", Double.NEGATIVE_INFINITY, 0));
        assertTrue(holds("last('a') > 1e308 && !finite('a') && finite('b')", Double.POSITIVE_INFINITY, 0));
        assertFalse(holds("last('a') - last('a') < 1", Double.POSITIVE_INFINITY, 0));
        assertTrue(holds("1 / last('a') > 1e300", 0, 0));
    }

    @Test
    void whatIsNotKnownNeitherHoldsNorNot() {
        assertFalse(holds("last('none') > 0", 3, 2));
        assertFalse(holds("!(last('none') > 0)", 3, 2));
        assertFalse(holds("last('none') != last('none')", 3, 2));
        assertFalse(holds("finite('none')", 3, 2));
        assertFalse(holds("!finite('none')", 3, 2));
        assertFalse(holds("mean('a', 2) > 0", 3, 2));
        assertFalse(holds("!(mean('a', 2) > 0)", 3, 2));
        assertFalse(holds("before('a', 1) > 0 || before('a', 1) <= 0", 3, 2));
        assertTrue(holds("last('none') > 0 || last('a') > 0", 3, 2));
        assertTrue(holds("last('a') > 0 || last('none') > 0", 3, 2));
        assertTrue(holds("!(last('none') > 0 && last('a') < 0)", 3, 2));
        assertFalse(holds("last('none') > 0 && last('a') > 0", 3, 2));
        assertFalse(holds("abs(last('none')) > 0 || 0 * last('none') < 1", 3, 2));
    }

    @Test
    void knowsStaticallyWhatItNeeds() {
        Condition condition = Condition.parse("when", "mean('a/x', 50) > 3 * before('a/x', 40) || !finite('b/y')");
        assertEquals(Set.of("a/x", "b/y"), condition.series());
        assertEquals(91, condition.windows());
        assertTrue(condition.looksBehindMark());
        assertFalse(Condition.parse("when", "count('a/x') > 3").looksBehindMark());
        assertEquals(
                1,
                Condition.parse("when", "last('a/x') > 1 && last('a/x') < 2")
                        .readings()
                        .size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`` ; is empty",
                "mean('a/x', 5) > ; column 17: found the end, allowed here are (  -  !  a function  a number",
                "mean('a/x' 5) > 1 ; column 12: found 5, allowed here are ,  )",
                "mean('a/x', 5) 3 > ; column 16: found 3, allowed here are",
                "mean('a/x', 5)) > 1 ; column 15: found )",
                "(mean('a/x', 5) > 1 ; column 20: found the end, allowed here are )",
                "mean('a/x, 5) > 1 ; column 6: found ' without its counterpart",
                "mean('a/x', 5) = 1 ; column 16: found =, allowed here are the end  -  *  /  +  <  <=  >",
                "mean('a/x', 5) > 1 & 1 ; column 20: found &",
                "mean('a/x', 5) > x ; column 19: found the end, allowed here are (",
                "maen('a/x', 5) > 1 ; column 1: there is no function 'maen'; did you mean 'mean'?",
                "exec('a/x', 5) > 1 ; column 1: there is no function 'exec'; there are [last, mean, sum",
                "mean('a/x') > 1 ; column 1: found mean('a/x'), allowed is mean('<slot>/<series>', n) with n from 1 to 100000",
                "last('a/x', 5) > 1 ; column 1: found last('a/x',5), allowed is last('<slot>/<series>')",
                "mean(3, 5) > 1 ; allowed is mean('<slot>/<series>', n)",
                "mean('loss', 5) > 1 ; column 6: found 'loss', allowed is a series as it stands in the metrics",
                "mean('a/x', 0) > 1 ; column 13: found 0, allowed is a whole number from 1 to 100000",
                "mean('a/x', 2.5) > 1 ; column 13: found 2.5, allowed is a whole number",
                "mean('a/x', 1+1) > 1 ; column 13: found 1+1, allowed is a whole number",
                "mean('a/x', 100001) > 1 ; allowed is a whole number from 1 to 100000",
                "mean('a/x', 99999999999) > 1 ; allowed is a whole number from 1 to 100000",
                "mean('a/x', 'b/y') > 1 ; column 13: found 'b/y', allowed is a whole number",
                "before('a/x', 501) > 1 ; allowed is a whole number from 1 to 500",
                "median('a/x', 10001) > 1 ; allowed is a whole number from 1 to 10000",
                "mean('a/x', 5) ; column 1: mean('a/x',5) is a number; here a test is needed",
                "!mean('a/x', 5) > 1 ; column 2: mean('a/x',5) is a number; here a test is needed",
                "1 < last('a/x') < 3 ; column 1: 1<last('a/x') is a test; here a number is needed",
                "finite('a/x') > 1 ; column 1: finite('a/x') is a test; here a number is needed",
                "abs('a/x') > 1 ; column 1: abs takes one number",
                "abs(1, 2) > 1 ; column 1: abs takes one number",
                "1 > 0 ; asks for no series",
                "last('a/x') > 1e999 ; column 15: the number 1e999 is too large",
                "mean('a/x', 100000) + sum('a/x', 100000) + min('a/x', 1) > 0 ; are 200001 values long together",
            })
    void saysWhatIsWrongWhereAndWhatIsAllowed(String text, String message) {
        PolycriticException error =
                assertThrows(PolycriticException.class, () -> Condition.parse("rules[0].when", text));
        assertEquals(ErrorCode.USER, error.code());
        assertEquals("rules[0].when", error.path());
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }

    @Test
    void unknownSeriesAreRefusedWithTheNearestOne() {
        Condition condition = Condition.parse("guard", "last('critics.task/los') > 1");
        List<String> known = List.of("critics.task/loss", "learner/return");
        PolycriticException error = assertThrows(PolycriticException.class, () -> condition.check("guard", known));
        assertEquals(
                "guard: nothing reports the series 'critics.task/los'; did you mean 'critics.task/loss'?"
                        + " reported are [critics.task/loss, learner/return]",
                error.getMessage());
        condition.check("guard", List.of("critics.task/los"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "!",
                "-",
                "abs(",
                "mean(",
                "last('a/x') > 1 && ",
                "1+",
                "'",
                "\\",
                "\u0000",
                "((1)",
                ",",
                "𝔘"
            })
    void hostileTextIsRefusedInBoundedTimeAndStack(String piece) throws InterruptedException {
        for (int length : new int[] {10, 490, Condition.LONGEST_TEXT, 1_000_000}) {
            String text = piece.repeat(length / piece.length()).substring(0, length - length % piece.length());
            Throwable[] thrown = new Throwable[1];
            Thread small = new Thread(
                    null,
                    () -> {
                        try {
                            thrown[0] = new AssertionError(
                                    Condition.parse("when", text).text());
                        } catch (PolycriticException | StackOverflowError e) {
                            thrown[0] = e;
                        }
                    },
                    "parser",
                    512 * 1024);
            small.start();
            small.join();
            assertEquals(PolycriticException.class, thrown[0].getClass(), piece + " x " + length);
            assertTrue(thrown[0].getMessage().length() < 500, thrown[0].getMessage());
        }
    }

    @Test
    void anyTextIsReadOrRefusedAndWhatIsReadCanBeTested() {
        String[] pieces = {
            "mean(",
            "last('s/a')",
            "'s/a'",
            "\"s/b\"",
            ", 3)",
            ")",
            "(",
            " + ",
            "-",
            "*",
            "/",
            "<",
            ">=",
            "==",
            "!=",
            "!",
            "&&",
            "||",
            "1",
            "0.5e3",
            "finite('s/b')",
            "abs(",
            "mean('s/a', 1)",
            "before('s/a', 1)",
            "x",
            "'",
            "#",
            " "
        };
        Random random = new Random(13);
        int read = 0;
        for (int i = 0; i < 8_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(9); k >= 0; k--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                Condition condition = Condition.parse("when", text.toString());
                assertEquals(condition, Condition.parse("when", condition.text()));
                assertTrue(List.of(true, false).contains(holds(condition.text().replace("s/", ""), 1, Double.NaN)));
                read++;
            } catch (PolycriticException e) {
                assertEquals(ErrorCode.USER, e.code(), text.toString());
                assertEquals("when", e.path());
            }
        }
        assertTrue(read > 50, read + " were read");
    }

    @Test
    void theDeepestConditionsWork() {
        String deep = "(".repeat(240) + "last('s/a') > 1" + ")".repeat(240);
        assertTrue(holds(deep.replace("s/", ""), 3, 2));
        assertTrue(holds("!".repeat(480) + "(last('a') > 1)", 3, 2));
    }
}
