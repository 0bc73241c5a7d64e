package io.polycritic.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * The rest of the body of a request that is answered before it was read, because it is refused or needs no body. The
 * server ends a connection on which something is left, without a word: a client that is still sending then sees a
 * broken connection instead of the answer, and one that has the answer loses the next request on that connection. So
 * some of it is read on, for some seconds; where that was not all, the client is told that the connection ends.
 */
final class Leftover {
    private static final long MOST_BYTES = 16L * Json.MAX_BYTES;
    private static final long MOST_NANOS = 5_000_000_000L;

    private Leftover() {}

    /**
     * Reads what is left.
     *
     * @param begun whether some of it has been read: who waits to be told to go on has been told so then
     */
    static void read(HttpServletRequest request, HttpServletResponse response, boolean begun) throws IOException {
        boolean carries = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (!carries) {
            return;
        }
        // who waits to be told to go on has sent nothing yet; to look for it would be to tell
        boolean waits = request.getHeader("Expect") != null && !begun;
        if (waits || !discard(request.getInputStream())) {
            response.setHeader("Connection", "close");
        }
    }

    /** Reads on for a while; whether it came to the end. */
    private static boolean discard(InputStream body) {
        long left = MOST_BYTES;
        long end = System.nanoTime() + MOST_NANOS;
        byte[] buffer = new byte[8192];
        try {
            while (left > 0 && System.nanoTime() < end) {
                int read = body.read(buffer);
                if (read < 0) {
                    return true;
                }
                left -= read;
            }
        } catch (IOException e) {
            System.getLogger(Leftover.class.getName())
                    .log(System.Logger.Level.DEBUG, "the client has stopped sending", e);
        }
        return false;
    }
}
