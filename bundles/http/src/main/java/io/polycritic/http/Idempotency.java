package io.polycritic.http;

import io.polycritic.api.control.IdempotencyControl;
import io.polycritic.api.control.KeptAnswer;
import io.polycritic.api.control.NewToken;
import io.polycritic.api.control.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Carries out a change that has a key once, and answers what was answered first when it is sent again. */
final class Idempotency {
    /** The request header with the key. */
    static final String HEADER = "Idempotency-Key";

    /** The response header that says that an answer is an earlier one. */
    static final String REPLAYED = "Idempotency-Replayed";

    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_BODY = Json.MAX_BYTES;
    private static final int FIRST_REFUSED = 400;
    private static final System.Logger LOG = System.getLogger(Idempotency.class.getName());

    /** What says that nothing was done, and that the same request may do it later. */
    private static final Set<Integer> LATER = Set.of(429, 503);

    /** Answers that hold a secret, which is nowhere kept. */
    private static final Set<Class<?>> SECRET = Set.of(NewToken.class, SessionRoutes.Code.class);

    private final Supplier<IdempotencyControl> answers;

    Idempotency(Supplier<IdempotencyControl> answers) {
        this.answers = answers;
    }

    /**
     * Carries out a request, or answers as before.
     *
     * @param work what carries it out
     */
    Reply once(Call call, Callable<Reply> work) throws Exception {
        String key = call.request().getHeader(HEADER);
        if (key == null || call.reads() || call.visitor() == null) {
            return work.call();
        }
        if (key.isEmpty() || key.length() > LONGEST_KEY || !key.chars().allMatch(each -> each > ' ' && each < 127)) {
            throw HttpProblem.user(HEADER, "must have 1 to " + LONGEST_KEY + " visible characters of ASCII");
        }
        IdempotencyControl present = answers.get();
        if (present == null) {
            throw HttpProblem.absent("the kept answers are");
        }
        String user = call.visitor().name();
        Optional<KeptAnswer> before = present.claim(user, key, digest(call));
        return before.isPresent() ? again(call, before.get()) : first(present, user, key, work);
    }

    private static Reply first(IdempotencyControl present, String user, String key, Callable<Reply> work)
            throws Exception {
        KeptAnswer answer = null;
        try {
            Reply reply = work.call();
            answer = kept(reply);
            return reply;
        } catch (HttpProblem e) {
            answer = kept(e);
            throw e;
        } catch (ProblemException e) {
            answer = kept(HttpProblem.of(e));
            throw e;
        } finally {
            settle(present, user, key, answer);
        }
    }

    /** What was done is done: where its answer cannot be kept, the key stays claimed, so that it is not done again. */
    private static void settle(IdempotencyControl present, String user, String key, KeptAnswer answer) {
        try {
            if (answer == null) {
                present.release(user, key);
            } else {
                present.keep(user, key, answer);
            }
        } catch (ProblemException e) {
            LOG.log(System.Logger.Level.WARNING, "an answer could not be kept: {0}", e.getMessage());
        }
    }

    private static KeptAnswer kept(Reply reply) {
        String body = reply.body() == null ? null : Json.text(reply.body());
        boolean keep = body == null
                || body.length() <= LONGEST_BODY
                        && !SECRET.contains(reply.body().getClass());
        return new KeptAnswer(reply.status(), reply.location(), keep ? body : null, keep);
    }

    private static KeptAnswer kept(HttpProblem problem) {
        if (LATER.contains(problem.status())) {
            return null;
        }
        return new KeptAnswer(problem.status(), null, Json.text(problem.problem()), true);
    }

    private static Reply again(Call call, KeptAnswer answer) {
        call.note("as an earlier request with the same key");
        call.response().setHeader(REPLAYED, "true");
        if (!answer.kept()) {
            throw HttpProblem.of(
                    409,
                    "CONFLICT",
                    HEADER,
                    "the first request with this key was carried out (status " + answer.status()
                            + "), but its answer is not kept: it holds a secret or is too large");
        }
        if (answer.status() >= FIRST_REFUSED) {
            Map<String, Object> said = Json.map(answer.body());
            throw HttpProblem.of(
                    answer.status(),
                    Objects.toString(said.get("code"), ""),
                    Objects.toString(said.get("path"), ""),
                    Objects.toString(said.get("message"), ""));
        }
        Object body = answer.body() == null ? null : Json.object(answer.body());
        return new Reply(answer.status(), body, answer.location());
    }

    /** Method, address and body; of bytes that are streamed their type and their number. */
    private static String digest(Call call) throws Exception {
        MessageDigest digest = Sha256.begin();
        String line = call.request().getMethod() + " " + call.request().getRequestURI() + "?"
                + call.request().getQueryString() + "\n" + call.request().getContentType() + "\n"
                + call.request().getContentLengthLong() + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        if (call.isJson()) {
            digest.update(call.bytes());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
