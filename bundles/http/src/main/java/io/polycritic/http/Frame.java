package io.polycritic.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One server-sent event, ready to be written; all clients share it.
 *
 * @param run the run that it is about; empty for all clients
 * @param droppable whether a slow client may miss it
 * @param bytes the event as text in UTF-8
 */
record Frame(String run, boolean droppable, byte[] bytes) {
    /** A comment, which keeps the connection open. */
    static Frame beat() {
        return new Frame("", true, ": beat\n\n".getBytes(StandardCharsets.UTF_8));
    }

    static Frame event(String run, boolean droppable, String type, Object data) {
        byte[] head = ("event: " + type + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        byte[] json = Json.bytes(data);
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + json.length + 2);
        out.writeBytes(head);
        out.writeBytes(json);
        out.write('\n');
        out.write('\n');
        return new Frame(run, droppable, out.toByteArray());
    }
}
