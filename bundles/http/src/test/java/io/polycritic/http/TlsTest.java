package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.http.testkit.LivelyRuns;
import io.polycritic.http.testkit.WebServer;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS by configuration, with a keystore as anybody can make it. */
class TlsTest {
    private static final String PASSWORD = "only for this test";

    @TempDir
    Path data;

    private Path keystore() throws Exception {
        Path file = data.resolve("keystore.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "polycritic",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("keytool.out").toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> read(data.resolve("keytool.out")));
        return file;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }

    private static HttpClient trusting(Path keystore) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    @Test
    void servesOverTlsAndKeepsTheCookieToIt() throws Exception {
        Path keystore = keystore();
        Map<String, String> settings = Map.of(
                "org.apache.felix.https.enable",
                "true",
                "org.osgi.service.http.port.secure",
                "0",
                "org.apache.felix.https.keystore",
                keystore.toString(),
                "org.apache.felix.https.keystore.password",
                PASSWORD);
        try (LivelyRuns runs = new LivelyRuns();
                WebServer server = WebServer.start(data, runs, settings)) {
            URI secure = server.secure();
            String token = Files.readString(data.resolve("token")).strip();
            HttpClient client = trusting(keystore);
            HttpResponse<String> entered = client.send(
                    HttpRequest.newBuilder(secure.resolve("/api/v1/session"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + token + "\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(200, entered.statusCode(), entered.body());
            String cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
            assertTrue(cookie.startsWith("__Host-polycritic-" + secure.getPort() + "="), cookie);
            assertTrue(cookie.endsWith("; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict; Secure"), cookie);
            HttpRequest.Builder runsOf =
                    HttpRequest.newBuilder(secure.resolve("/api/v1/runs")).header("Cookie", cookie.split(";")[0]);
            assertEquals(
                    200,
                    client.send(runsOf.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode());
            // the command line on this machine goes on without TLS; a session of TLS is none there
            Client plain = new Client(server.uri(), data);
            assertEquals(200, plain.get("/api/v1/runs").statusCode());
            assertEquals(
                    401,
                    plain.send(plain.request("/api/v1/runs").header("Cookie", cookie.split(";")[0]))
                            .statusCode());
        }
    }
}
