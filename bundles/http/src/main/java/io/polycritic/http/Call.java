package io.polycritic.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One request on its way to a handler. */
final class Call {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Map<String, String> variables;
    private Visitor visitor;
    private final RunControl control;
    private String note = "";
    private byte[] bytes;
    private boolean begun;

    /**
     * Makes a call.
     *
     * @param visitor who asks, or null where that does not matter
     * @param control the engine, or null if it is not there
     */
    Call(
            HttpServletRequest request,
            HttpServletResponse response,
            Map<String, String> variables,
            Visitor visitor,
            RunControl control) {
        this.request = request;
        this.response = response;
        this.variables = variables;
        this.visitor = visitor;
        this.control = control;
    }

    /** Who asks; null on routes for whoever comes. */
    Visitor visitor() {
        return visitor;
    }

    /** Says who it was that logged in. */
    void become(Visitor known) {
        visitor = known;
    }

    /** Adds something to what the audit log will say. */
    void note(String text) {
        note = text;
    }

    String note() {
        return note;
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    /** The engine. */
    RunControl control() {
        if (control == null) {
            throw HttpProblem.absent("the engine is");
        }
        return control;
    }

    /** The value of a variable of the route, decoded. */
    String path(String name) {
        return variables.get(name);
    }

    /** The value of a query parameter, or null. */
    String query(String name) {
        return request.getParameter(name);
    }

    /** The value of an integer query parameter within its range. */
    int query(String name, int least, int greatest, int otherwise) {
        String text = query(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= greatest) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw HttpProblem.user(name, "must be an integer from " + least + " to " + greatest + ", is '" + text + "'");
    }

    /** The value of a query parameter that is true or false; false if it is not given. */
    boolean flag(String name) {
        String text = query(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw HttpProblem.user(name, "must be true or false, is '" + text + "'");
    }

    void allowQuery(Set<String> allowed) {
        for (String name : parameters()) {
            if (!allowed.contains(name)) {
                throw JsonFaults.unknown(name, name, new TreeSet<>(allowed));
            }
        }
    }

    /** The server also looks whether the body is a form, and stumbles over types that are none. */
    private Set<String> parameters() {
        try {
            return request.getParameterMap().keySet();
        } catch (RuntimeException e) {
            System.getLogger(Call.class.getName()).log(System.Logger.Level.DEBUG, "the type of the body", e);
            throw HttpProblem.user("Content-Type", "is not well-formed, or the body is no such form");
        }
    }

    /** Whether it only reads. */
    boolean reads() {
        return Audit.READS.contains(request.getMethod());
    }

    /** Whether the body says that it is JSON. */
    boolean isJson() {
        String type = request.getContentType();
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    /** The body as it comes. */
    InputStream stream() throws IOException {
        begun = true;
        return request.getInputStream();
    }

    /** Whether the body, or some of it, has been asked for. */
    boolean hasBegun() {
        return begun;
    }

    /** The body, read once. */
    byte[] bytes() throws IOException {
        if (bytes == null) {
            bytes = stream().readNBytes(Json.MAX_BYTES + 1);
            if (bytes.length > Json.MAX_BYTES) {
                throw HttpProblem.of(413, "USER", "", "the body may have " + Json.MAX_BYTES + " bytes at the most");
            }
        }
        return bytes;
    }

    /** Reads the body as text. */
    String text() throws IOException {
        if (!isJson()) {
            throw HttpProblem.of(415, "USER", "Content-Type", "must be application/json");
        }
        if (bytes().length == 0) {
            throw HttpProblem.user("", "the body is empty, a JSON object is needed");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw HttpProblem.user("", "the body is not UTF-8");
        }
    }

    /** Reads the body as a JSON object. */
    ObjectNode object() throws IOException {
        return Json.object(text());
    }

    /** Reads the body as a record. */
    <T> T body(Class<T> type) throws IOException {
        return Json.convert(object(), type);
    }
}
