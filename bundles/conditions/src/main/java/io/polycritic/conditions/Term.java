package io.polycritic.conditions;

/** A part of a condition: a number or a test. It is a function of the readings' values alone. */
sealed interface Term {
    /** A number. */
    sealed interface Amount extends Term {
        /** The number, in the arithmetic of Java's doubles; meaningless where it is not known. */
        double value(Readings readings);

        /** Whether all that it is made of is known. */
        boolean known(Readings readings);
    }

    /** Something that holds or does not. */
    sealed interface Test extends Term {
        Verdict verdict(Readings readings);
    }

    /** A number as written. */
    record Constant(double number) implements Amount {
        @Override
        public double value(Readings readings) {
            return number;
        }

        @Override
        public boolean known(Readings readings) {
            return true;
        }
    }

    /** What was read of a series; {@code index} is its place among the readings. */
    record Measured(int index) implements Amount {
        @Override
        public double value(Readings readings) {
            return readings.value(index);
        }

        @Override
        public boolean known(Readings readings) {
            return readings.known(index);
        }
    }

    /** The absolute value. */
    record Magnitude(Amount of) implements Amount {
        @Override
        public double value(Readings readings) {
            return Math.abs(of.value(readings));
        }

        @Override
        public boolean known(Readings readings) {
            return of.known(readings);
        }
    }

    /** Arithmetic of two numbers. */
    record Arithmetic(char operator, Amount left, Amount right) implements Amount {
        @Override
        public double value(Readings readings) {
            double a = left.value(readings);
            double b = right.value(readings);
            return switch (operator) {
                case '+' -> a + b;
                case '-' -> a - b;
                case '*' -> a * b;
                case '/' -> a / b;
                default -> throw new IllegalStateException("no operator " + operator);
            };
        }

        @Override
        public boolean known(Readings readings) {
            return left.known(readings) && right.known(readings);
        }
    }

    /** A comparison as in Java: with NaN on either side only {@code !=} holds. */
    record Comparison(String operator, Amount left, Amount right) implements Test {
        @Override
        public Verdict verdict(Readings readings) {
            if (!left.known(readings) || !right.known(readings)) {
                return Verdict.UNKNOWN;
            }
            double a = left.value(readings);
            double b = right.value(readings);
            return Verdict.of(
                    switch (operator) {
                        case "<" -> a < b;
                        case "<=" -> a <= b;
                        case ">" -> a > b;
                        case ">=" -> a >= b;
                        case "==" -> a == b;
                        case "!=" -> a != b;
                        default -> throw new IllegalStateException("no operator " + operator);
                    });
        }
    }

    /** Whether a number is neither infinite nor NaN. */
    record Finite(Amount of) implements Test {
        @Override
        public Verdict verdict(Readings readings) {
            return of.known(readings) ? Verdict.of(Double.isFinite(of.value(readings))) : Verdict.UNKNOWN;
        }
    }

    /** The opposite. */
    record Not(Test of) implements Test {
        @Override
        public Verdict verdict(Readings readings) {
            return of.verdict(readings).not();
        }
    }

    /** Both. */
    record And(Test left, Test right) implements Test {
        @Override
        public Verdict verdict(Readings readings) {
            Verdict first = left.verdict(readings);
            return first == Verdict.FALSE ? first : first.and(right.verdict(readings));
        }
    }

    /** One or both. */
    record Or(Test left, Test right) implements Test {
        @Override
        public Verdict verdict(Readings readings) {
            Verdict first = left.verdict(readings);
            return first == Verdict.TRUE ? first : first.or(right.verdict(readings));
        }
    }
}
