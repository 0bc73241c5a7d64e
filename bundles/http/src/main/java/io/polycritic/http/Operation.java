package io.polycritic.http;

import java.util.ArrayList;
import java.util.List;

/**
 * What a route takes and gives, as the API's description has it.
 *
 * @param summary what it does, one sentence
 * @param query its query parameters: others are refused
 * @param body the record that it reads from the body, {@link Object} for any JSON object; null for no body
 * @param media the media type of the body
 * @param example a body that is taken, JSON; null for none
 * @param answer what it gives
 */
record Operation(String summary, List<Parameter> query, Class<?> body, String media, String example, Answer answer) {
    private static final String JSON = "application/json";

    /** How many there are of what is given. */
    enum Number {
        ONE,
        /** An object with the member {@code items}. */
        ITEMS,
        /** The same in parts, with the members {@code next} and, where it is known, {@code total}. */
        PAGE
    }

    /**
     * What a route gives if all is well.
     *
     * @param status the HTTP status
     * @param type the record, {@link Object} for any JSON document; null for no JSON
     * @param number how many of it
     * @param media the media type; null for no body
     */
    record Answer(int status, Class<?> type, Number number, String media) {}

    /** An operation that takes nothing and gives nothing, until it is said. */
    static Operation of(String summary) {
        return new Operation(summary, List.of(), null, null, null, new Answer(204, null, Number.ONE, null));
    }

    Operation asks(Parameter... parameters) {
        List<Parameter> all = new ArrayList<>(query);
        all.addAll(List.of(parameters));
        return new Operation(summary, List.copyOf(all), body, media, example, answer);
    }

    /** Reads a JSON body, such as the example. */
    Operation takes(Class<?> type, String such) {
        return new Operation(summary, query, type, JSON, such, answer);
    }

    /** Reads bytes of a media type. */
    Operation takesBytes(String type) {
        return new Operation(summary, query, null, type, null, answer);
    }

    Operation gives(Class<?> type) {
        return answers(new Answer(200, type, Number.ONE, JSON));
    }

    /** Gives bytes of a media type. */
    Operation givesBytes(String type) {
        return answers(new Answer(200, null, Number.ONE, type));
    }

    Operation creates(Class<?> type) {
        return answers(new Answer(201, type, Number.ONE, JSON));
    }

    Operation lists(Class<?> type) {
        return answers(new Answer(200, type, Number.ITEMS, JSON));
    }

    /** Lists a part after the other. */
    Operation pages(Class<?> type) {
        return asks(
                        Parameter.integer(
                                Page.LIMIT, 1, Page.MOST, "How many at the most; " + Page.USUAL + " without it."),
                        Parameter.text(Page.CURSOR, "The member next of the part before."))
                .answers(new Answer(200, type, Number.PAGE, JSON));
    }

    /** Lists in parts; what parts there may be is said by other parameters. */
    Operation givesPages(Class<?> type) {
        return answers(new Answer(200, type, Number.PAGE, JSON));
    }

    /** Lists the newest, then those before them; a part may also end before a number. */
    Operation pagesBack(Class<?> type) {
        return pages(type).asks(Parameter.integer("before", 1, Integer.MAX_VALUE, "The number before which they end."));
    }

    private Operation answers(Answer given) {
        return new Operation(summary, query, body, media, example, given);
    }
}
