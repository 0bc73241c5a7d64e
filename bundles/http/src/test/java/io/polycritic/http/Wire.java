package io.polycritic.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A connection that stays open as long as the server wants it to. It does as little as it can, so that requests cost
 * the server's time rather than its own, and hides nothing: an answer that does not come is a failure, not a second
 * try.
 */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final URI address;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private String before = "nothing";

    /** What came back. */
    record Answer(int status, String body) {}

    Wire(URI address) {
        this.address = address;
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @throws IOException if there is none, or not all of it
     */
    Answer send(Requests.Request request) throws IOException {
        if (socket == null) {
            socket = new Socket(address.getHost(), address.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            out = socket.getOutputStream();
        }
        try {
            write(request);
            Answer answer = read(request.method().equals("HEAD"));
            before = socket == null ? "nothing" : answer.status() + " to " + request;
            return answer;
        } catch (IOException e) {
            close();
            throw new IOException(e + " on a connection that has answered " + before, e);
        }
    }

    private void write(Requests.Request request) throws IOException {
        byte[] head = request.head().getBytes(StandardCharsets.ISO_8859_1);
        byte[] body = request.body();
        if (request.apart()) {
            out.write(head);
            Thread.yield();
            out.write(body);
            return;
        }
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        out.write(all);
    }

    private Answer read(boolean headAlone) throws IOException {
        String[] first = line().split(" ", 3);
        int status = Integer.parseInt(first[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        boolean empty = headAlone || status == 204 || status == 304;
        boolean closes = "close".equalsIgnoreCase(headers.get("connection"));
        String body = empty ? "" : body(headers, closes);
        if (closes) {
            close();
        }
        return new Answer(status, body);
    }

    private String body(Map<String, String> headers, boolean closes) throws IOException {
        if (headers.containsKey("content-length")) {
            return text(Integer.parseInt(headers.get("content-length")));
        }
        if (!headers.containsKey("transfer-encoding")) {
            return closes ? new String(in.readAllBytes(), StandardCharsets.ISO_8859_1) : "";
        }
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(text(size));
            line();
        }
        line();
        return body.toString();
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(bytes.length + " of " + length + " bytes of the body");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended after '" + line + "'");
            }
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
