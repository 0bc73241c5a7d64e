package io.polycritic.http;

import io.polycritic.api.control.RunView;
import io.polycritic.api.control.UserView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Entity tags (RFC 9110, section 8.8.3). A tag says in its first half what people can change, in its second all that
 * the answer says: a run that trains is another one with each update, but whoever changes it wants to know whether
 * somebody else has. {@code If-None-Match} compares all of a tag, {@code If-Match} its first half.
 */
final class EntityTags {
    static final String IF_MATCH = "If-Match";
    static final String IF_NONE_MATCH = "If-None-Match";

    private static final int BYTES = 9;
    private static final char SEPARATOR = '.';

    private EntityTags() {}

    /**
     * The tag of an answer.
     *
     * @param body what is answered
     * @param bytes the same as it is sent
     */
    static String of(Object body, byte[] bytes) {
        List<Object> changeable = changeable(body);
        String all = hash(bytes);
        String first = changeable.isEmpty() ? all : hash(Json.bytes(changeable));
        return '"' + first + SEPARATOR + all + '"';
    }

    /** The tag of something as it is now. */
    static String of(Object body) {
        return of(body, Json.bytes(body));
    }

    /** What people can change; nothing where that is all there is. */
    private static List<Object> changeable(Object body) {
        if (body instanceof RunView run) {
            List<Object> all = new ArrayList<>(List.of(run.run(), run.state(), run.budget()));
            run.slots()
                    .forEach(slot -> all.add(Arrays.asList(
                            slot.path(),
                            slot.plugin(),
                            slot.version(),
                            slot.generation(),
                            slot.weight(),
                            slot.config())));
            return all;
        }
        if (body instanceof UserView user) {
            return List.of(user.name(), user.role(), user.enabled());
        }
        return List.of();
    }

    private static String hash(byte[] bytes) {
        byte[] digest = Sha256.begin().digest(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
    }

    /** Whether a reader has what would be answered. */
    static boolean isKnown(String header, String tag) {
        return header != null && listed(header).anyMatch(each -> each.equals("*") || each.equals(tag));
    }

    /** Whether nobody has changed what a request was made for. */
    static boolean isUnchanged(String header, String tag) {
        String first = tag.substring(0, tag.indexOf(SEPARATOR) + 1);
        return listed(header).anyMatch(each -> each.equals("*") || each.startsWith(first));
    }

    private static Stream<String> listed(String header) {
        return Arrays.stream(header.split(",")).map(String::strip).filter(each -> !each.isEmpty());
    }
}
