package io.polycritic.itests;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that listen to all events of a server and do nothing else. */
final class Viewers implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<CompletableFuture<HttpResponse<Void>>> streams = new ArrayList<>();
    private final AtomicLong lines = new AtomicLong();

    /** Returns when all of them listen. */
    Viewers(Served server, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            HttpRequest request = HttpRequest.newBuilder(server.address("api/v1/events"))
                    .header("Authorization", "Bearer " + server.token())
                    .build();
            streams.add(client.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(new Counting(lines))));
        }
        String all = "polycritic_http_event_clients " + count + ".0";
        Poll.until("all listen", () -> server.metrics().contains(all), server::metrics);
        lines.set(0);
    }

    /** Lines of text that came since they listen, empty ones not. */
    long events() {
        return lines.get();
    }

    /** Returns when nobody listens any more. */
    @Override
    public void close() {
        streams.forEach(stream -> stream.cancel(true));
    }

    private record Counting(AtomicLong lines) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (!line.isEmpty()) {
                lines.incrementAndGet();
            }
        }

        @Override
        public void onError(Throwable cause) {
            // Whoever is sent away hears no more.
        }

        @Override
        public void onComplete() {
            // The server has left.
        }
    }
}
