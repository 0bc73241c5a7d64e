package io.polycritic.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Requests at set times, whether or not those before have been answered. */
final class Load {
    private static final List<String> READS = List.of(
            "api/v1/runs",
            "api/v1/runs/RUN",
            "api/v1/runs/RUN/metrics?maxPoints=500",
            "api/v1/runs/RUN/journal?limit=20",
            "api/v1/plugins",
            "api/v1/users",
            "metrics",
            "health/ready");
    /** One request of so many makes a token, one revokes one, one changes a weight. */
    private static final int CHANGE_EVERY = 10;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Served server;
    private final String token;
    private final String run;
    private final String slot;
    private final Queue<String> made = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean setting = new AtomicBoolean();

    /**
     * What came of it.
     *
     * @param sent how many requests
     * @param changes how many of them were to change something
     * @param seconds from the first to the last answer
     * @param errors statuses of 400 and more, and failures, with what was asked
     * @param millis from the time at which a request was due to its answer
     */
    record Result(int sent, int changes, double seconds, List<String> errors, List<Double> millis) {}

    Load(Served server, String run, String slot) throws Exception {
        this.server = server;
        this.token = server.token();
        this.run = run;
        this.slot = slot;
    }

    Result run(int perSecond, int seconds) {
        int count = perSecond * seconds;
        Queue<String> errors = new ConcurrentLinkedQueue<>();
        Queue<Double> millis = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        int changes = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + (long) (i * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            CompletableFuture<HttpResponse<String>> change = change(i);
            changes += change == null ? 0 : 1;
            CompletableFuture<HttpResponse<String>> answer =
                    change == null ? send("GET", READS.get(i % READS.size()).replace("RUN", run), "") : change;
            answers.add(answer.handle((response, failure) -> {
                millis.add((System.nanoTime() - due) / 1e6);
                if (failure != null) {
                    errors.add(failure.toString());
                } else if (response.statusCode() >= 400) {
                    errors.add(response.statusCode() + " " + response.uri().getPath() + " " + response.body());
                }
                return null;
            }));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        return new Result(count, changes, (System.nanoTime() - begin) / 1e9, List.copyOf(errors), List.copyOf(millis));
    }

    private CompletableFuture<HttpResponse<String>> change(int number) {
        switch (number % CHANGE_EVERY) {
            case 3:
                return send("POST", "api/v1/tokens", "{\"name\": \"load\", \"role\": \"VIEWER\"}")
                        .thenApply(this::remember);
            case 6:
                String id = made.poll();
                return id == null ? null : send("DELETE", "api/v1/tokens/" + id, "");
            case 9:
                return setting.compareAndSet(false, true) ? set(number) : null;
            default:
                return null;
        }
    }

    private HttpResponse<String> remember(HttpResponse<String> answer) {
        if (answer.statusCode() < 300) {
            try {
                made.add(Specs.MAPPER
                        .readTree(answer.body())
                        .path("token")
                        .path("id")
                        .textValue());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return answer;
    }

    /** One at a time: a slot has one open ticket. */
    private CompletableFuture<HttpResponse<String>> set(int number) {
        String body =
                "{\"slot\": \"" + slot + "\", \"setting\": \"weight\", \"value\": " + (1 + number % 2 * 0.5) + "}";
        return send("POST", "api/v1/runs/" + run + "/settings", body)
                .whenComplete((answer, failure) -> setting.set(false));
    }

    private CompletableFuture<HttpResponse<String>> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.address(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
