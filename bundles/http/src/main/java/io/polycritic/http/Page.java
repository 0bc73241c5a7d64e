package io.polycritic.http;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** A part of a list that grows at its end: the newest items, or those before one that a reader has already. */
final class Page {
    private Page() {}

    /**
     * Answers with the page that was asked for, oldest first, and with how many items there are in all.
     *
     * @param all the whole list, ascending by number
     * @param number the number of an item
     */
    static <T> Reply of(Call call, List<T> all, ToLongFunction<T> number) {
        int limit = call.query("limit", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        int before = call.query("before", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        int end = all.size();
        while (end > 0 && number.applyAsLong(all.get(end - 1)) >= before) {
            end--;
        }
        int begin = Math.max(0, end - limit);
        return Reply.ok(Map.of("items", List.copyOf(all.subList(begin, end)), "total", all.size()));
    }
}
