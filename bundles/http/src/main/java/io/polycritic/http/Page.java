package io.polycritic.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A part of a list: {@code items}, {@code next} (the cursor of the part after it, null at the end) and, where it is
 * known, {@code total}. A cursor names the last item that was given and where it stood: items that come and go between
 * two parts neither repeat nor hide others, but where that very item went, the place counts.
 */
final class Page {
    /** How many items there are in a part if nobody says. */
    static final int USUAL = 1000;

    /** How many there are at the most. */
    static final int MOST = 10_000;

    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    /** Where a part begins. */
    private record Place(int index, String key) {
        String text() {
            byte[] bytes = (index + ":" + key).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        static Place of(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                int colon = text.indexOf(':');
                int index = Integer.parseInt(text.substring(0, Math.max(0, colon)));
                if (index >= 0) {
                    return new Place(index, text.substring(colon + 1));
                }
            } catch (IllegalArgumentException e) {
                // answered below
            }
            throw HttpProblem.user(CURSOR, "is none that this server has given; begin without one");
        }
    }

    private Page() {}

    static int limit(Call call) {
        return call.query(LIMIT, 1, MOST, USUAL);
    }

    /**
     * Answers with the next part of a list.
     *
     * @param all the whole list, in an order that stays
     * @param key names an item for ever
     */
    static <T> Reply of(Call call, List<T> all, Function<T, String> key) {
        int begin = begin(call.query(CURSOR), all, key);
        int end = Math.min(all.size(), begin + limit(call));
        String next = end == all.size() ? null : new Place(end, key.apply(all.get(end - 1))).text();
        return reply(all.subList(begin, end), next, all.size());
    }

    private static <T> int begin(String cursor, List<T> all, Function<T, String> key) {
        if (cursor == null) {
            return 0;
        }
        Place place = Place.of(cursor);
        int index = place.index();
        if (index > 0 && index <= all.size() && key.apply(all.get(index - 1)).equals(place.key())) {
            return index;
        }
        for (int i = 0; i < all.size(); i++) {
            if (key.apply(all.get(i)).equals(place.key())) {
                return i + 1;
            }
        }
        return Math.min(index, all.size());
    }

    /**
     * Answers with the newest items of a list that grows at its end, or those before a part that was given already;
     * within a part the oldest comes first.
     *
     * @param all the whole list, ascending by number
     * @param number the number of an item
     */
    static <T> Reply newest(Call call, List<T> all, ToLongFunction<T> number) {
        long before = before(call, Long.MAX_VALUE);
        int end = all.size();
        while (end > 0 && number.applyAsLong(all.get(end - 1)) >= before) {
            end--;
        }
        int begin = Math.max(0, end - limit(call));
        String next = begin == 0 ? null : older(number.applyAsLong(all.get(begin)));
        return reply(all.subList(begin, end), next, all.size());
    }

    /** The cursor of the part before an item of a number. */
    static String older(long number) {
        return new Place(0, String.valueOf(number)).text();
    }

    /** The number before which a part ends: the parameter {@code before}, or what the cursor says. */
    static long before(Call call, long otherwise) {
        String cursor = call.query(CURSOR);
        if (cursor == null) {
            int before = call.query("before", 1, Integer.MAX_VALUE, 0);
            return before == 0 ? otherwise : before;
        }
        String number = Place.of(cursor).key();
        if (!number.matches("[0-9]{1,18}")) {
            throw HttpProblem.user(CURSOR, "is none that this list has given; begin without one");
        }
        return Long.parseLong(number);
    }

    static Reply reply(List<?> items, String next, int total) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", List.copyOf(items));
        body.put("next", next);
        if (total >= 0) {
            body.put("total", total);
        }
        return Reply.ok(body);
    }
}
