package io.polycritic.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.KeptAnswer;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.database.JdbcDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptAnswersTest {
    private static final Databases DATABASES = new Databases();

    @TempDir
    Path data;

    private final Moving clock = new Moving();
    private JdbcDatabase database;

    private KeptAnswers open(String kind) throws Exception {
        database = DATABASES.open(kind, data);
        return new KeptAnswers(database, clock, 3);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        DATABASES.close();
    }

    private static Problem refused(KeptAnswers answers, String user, String key, String request) {
        return assertThrows(ProblemException.class, () -> answers.claim(user, key, request))
                .problem();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void theFirstAnswerIsGivenAgainAlsoByTheNextProcess(String kind) throws Exception {
        KeptAnswers answers = open(kind);
        assertEquals(Optional.empty(), answers.claim("ada", "k", "digest"));
        assertEquals("CONFLICT", refused(answers, "ada", "k", "digest").code());
        answers.keep("ada", "k", new KeptAnswer(201, "/runs/slim-1", "{\"run\":\"slim-1\"}", true));
        KeptAnswer again = answers.claim("ada", "k", "digest").orElseThrow();
        assertEquals(201, again.status());
        assertEquals("/runs/slim-1", again.location());
        assertEquals("{\"run\":\"slim-1\"}", again.body());
        assertTrue(again.kept());
        Problem other = refused(answers, "ada", "k", "another digest");
        assertEquals("UNPROCESSABLE", other.code());
        assertEquals("Idempotency-Key", other.path());
        assertEquals(Optional.empty(), answers.claim("bob", "k", "another digest"), "keys are a user's own");
        KeptAnswers next = new KeptAnswers(database, clock, 3);
        assertEquals(again, next.claim("ada", "k", "digest").orElseThrow());
        assertTrue(
                refused(next, "bob", "k", "another digest").message().contains("is not known"),
                "whether the process before has done it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void whatWasNotDoneMayBeDoneAgain(String kind) throws Exception {
        KeptAnswers answers = open(kind);
        answers.claim("ada", "k", "digest");
        answers.release("ada", "k");
        assertEquals(Optional.empty(), answers.claim("ada", "k", "digest"));
        answers.keep("ada", "k", new KeptAnswer(201, null, null, false));
        answers.release("ada", "k");
        KeptAnswer kept = answers.claim("ada", "k", "digest").orElseThrow();
        assertNull(kept.body());
        assertFalse(kept.kept());
    }

    @Test
    void answersAreForgottenByTimeAndNumber() throws Exception {
        KeptAnswers answers = open("h2");
        answers.claim("ada", "old", "digest");
        answers.keep("ada", "old", new KeptAnswer(204, null, null, true));
        clock.advance(Duration.ofHours(23));
        assertTrue(answers.claim("ada", "old", "digest").isPresent());
        clock.advance(Duration.ofHours(2));
        assertEquals(Optional.empty(), answers.claim("ada", "old", "another digest"), "a day later it is a fresh key");
        for (int i = 0; i < 60; i++) {
            clock.advance(Duration.ofSeconds(1));
            answers.claim("ada", "k" + i, "digest");
            answers.keep("ada", "k" + i, new KeptAnswer(204, null, null, true));
        }
        assertTrue(answers.claim("ada", "k59", "digest").isPresent());
        assertEquals(Optional.empty(), answers.claim("ada", "k2", "digest"), "only the last ones are kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void ofRequestsAtTheSameTimeOneIsCarriedOut(String kind) throws Exception {
        KeptAnswers answers = open(kind);
        answers.claim("ada", "first", "digest");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CyclicBarrier together = new CyclicBarrier(4);
        List<Future<Boolean>> claimed = new ArrayList<>();
        Callable<Boolean> claim = () -> {
            together.await();
            try {
                return answers.claim("ada", "k", "digest").isEmpty();
            } catch (ProblemException e) {
                assertEquals("CONFLICT", e.problem().code());
                return false;
            }
        };
        for (int i = 0; i < 4; i++) {
            claimed.add(threads.submit(claim));
        }
        int carriedOut = 0;
        for (Future<Boolean> each : claimed) {
            carriedOut += each.get() ? 1 : 0;
        }
        threads.shutdown();
        assertEquals(1, carriedOut);
    }
}
