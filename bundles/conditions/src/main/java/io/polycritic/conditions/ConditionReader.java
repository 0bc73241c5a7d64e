package io.polycritic.conditions;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Names;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.conditions.grammar.ConditionBaseVisitor;
import io.polycritic.conditions.grammar.ConditionParser;
import io.polycritic.conditions.grammar.ConditionParser.CallContext;
import io.polycritic.conditions.grammar.ConditionParser.ConstantContext;
import io.polycritic.conditions.grammar.ConditionParser.GroupContext;
import io.polycritic.conditions.grammar.ConditionParser.InfixContext;
import io.polycritic.conditions.grammar.ConditionParser.PrefixContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/**
 * Makes a condition of its text: the grammar parses, this checks names, windows, and what is a number and what a test.
 */
final class ConditionReader extends ConditionBaseVisitor<Term> {
    private static final String ABS = "abs";
    private static final int LONGEST_SERIES = 200;

    private final String path;
    private final String text;
    private final List<Reading> readings = new ArrayList<>();

    ConditionReader(String path, String text) {
        this.path = path;
        this.text = text;
    }

    Condition read() {
        ConditionParser.ConditionContext tree = new Syntax(path, text).parse();
        Term.Test test = test(visit(tree.expression()), tree.expression());
        Condition condition = new Condition(text, test, readings);
        if (readings.isEmpty()) {
            throw new PolycriticException(
                    ErrorCode.USER, path, "'" + text + "' asks for no series, so it never changes");
        }
        if (condition.windows() > Condition.LONGEST_TOGETHER) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    path,
                    "its windows are " + condition.windows() + " values long together, allowed are "
                            + Condition.LONGEST_TOGETHER);
        }
        return condition;
    }

    @Override
    public Term visitGroup(GroupContext context) {
        return visit(context.expression());
    }

    @Override
    public Term visitConstant(ConstantContext context) {
        double number = Double.parseDouble(context.NUMBER().getText());
        if (Double.isInfinite(number)) {
            throw wrong(
                    context, "the number " + brief(context.getText()) + " is too large; at most 1.79e308 is allowed");
        }
        return new Term.Constant(number);
    }

    @Override
    public Term visitPrefix(PrefixContext context) {
        Term of = visit(context.expression());
        return switch (context.operator.getText()) {
            case "!" -> new Term.Not(test(of, context.expression()));
            default -> new Term.Arithmetic('-', new Term.Constant(-0.0), amount(of, context.expression()));
        };
    }

    @Override
    public Term visitInfix(InfixContext context) {
        Term left = visit(context.left);
        Term right = visit(context.right);
        String operator = context.operator.getText();
        return switch (operator) {
            case "&&" -> new Term.And(test(left, context.left), test(right, context.right));
            case "||" -> new Term.Or(test(left, context.left), test(right, context.right));
            case "+", "-", "*", "/" ->
                new Term.Arithmetic(operator.charAt(0), amount(left, context.left), amount(right, context.right));
            default -> new Term.Comparison(operator, amount(left, context.left), amount(right, context.right));
        };
    }

    @Override
    public Term visitCall(CallContext context) {
        String name = context.NAME().getText();
        if (name.equals(ABS)) {
            if (context.argument().size() != 1 || context.argument(0).expression() == null) {
                throw wrong(context, "abs takes one number: abs(x)");
            }
            return new Term.Magnitude(amount(
                    visit(context.argument(0).expression()), context.argument(0).expression()));
        }
        Statistic statistic = statistic(context, name);
        Reading reading = reading(context, statistic);
        int index = readings.indexOf(reading);
        if (index < 0) {
            index = readings.size();
            readings.add(reading);
        }
        Term.Amount measured = new Term.Measured(index);
        return statistic == Statistic.FINITE ? new Term.Finite(measured) : measured;
    }

    private Statistic statistic(CallContext context, String name) {
        for (Statistic statistic : Statistic.values()) {
            if (statistic.function().equals(name)) {
                return statistic;
            }
        }
        List<String> allowed = new ArrayList<>(Statistic.functions());
        allowed.add(ABS);
        String nearest = Names.nearest(name, allowed);
        throw wrong(
                context,
                "there is no function '" + brief(name) + "';"
                        + (nearest.isEmpty() ? "" : " did you mean '" + nearest + "'?") + " there are " + allowed);
    }

    private Reading reading(CallContext context, Statistic statistic) {
        int wanted = statistic.windowed() ? 2 : 1;
        if (context.argument().size() != wanted || context.argument(0).SERIES() == null) {
            throw wrong(
                    context,
                    "found " + brief(context.getText()) + ", allowed is " + statistic.usage()
                            + (statistic.windowed() ? " with n from 1 to " + statistic.longest() : ""));
        }
        String quoted = context.argument(0).SERIES().getText();
        String series = quoted.substring(1, quoted.length() - 1);
        if (series.length() > LONGEST_SERIES || !series.matches("[^/]+/.+")) {
            throw wrong(
                    context.argument(0),
                    "found " + brief(quoted) + ", allowed is a series as it stands in the metrics of a run, "
                            + "'<slot>/<series>' such as 'learner/policyLoss', at most " + LONGEST_SERIES
                            + " characters");
        }
        return new Reading(statistic, series, statistic.windowed() ? window(context, statistic) : 1);
    }

    private int window(CallContext context, Statistic statistic) {
        ConditionParser.ArgumentContext argument = context.argument(1);
        String found = argument.getText();
        int window = found.matches("[0-9]{1,9}") ? Integer.parseInt(found) : 0;
        if (window < 1 || window > statistic.longest()) {
            throw wrong(
                    argument,
                    "found " + brief(found) + ", allowed is a whole number from 1 to " + statistic.longest()
                            + ": how many values " + statistic.function() + " is about");
        }
        return window;
    }

    private Term.Test test(Term term, ParserRuleContext context) {
        if (term instanceof Term.Test test) {
            return test;
        }
        throw wrong(context, brief(context.getText()) + " is a number; here a test is needed, such as a comparison");
    }

    private Term.Amount amount(Term term, ParserRuleContext context) {
        if (term instanceof Term.Amount amount) {
            return amount;
        }
        throw wrong(context, brief(context.getText()) + " is a test; here a number is needed");
    }

    private PolycriticException wrong(ParserRuleContext context, String message) {
        return Syntax.wrong(path, column(context.getStart()), message);
    }

    /** Columns count from 1, over line breaks. */
    static int column(Token token) {
        return token.getStartIndex() + 1;
    }

    private static String brief(String found) {
        return Syntax.brief(found);
    }
}
