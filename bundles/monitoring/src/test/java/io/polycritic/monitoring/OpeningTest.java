package io.polycritic.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.junit.jupiter.api.Test;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.dto.RequestInfoDTO;
import org.osgi.service.servlet.runtime.dto.RuntimeDTO;
import org.osgi.service.servlet.runtime.dto.ServletDTO;

class OpeningTest {
    /** Servlets by the address that they are asked for. */
    private static final class Servlets implements HttpServiceRuntime {
        private final Map<String, String> patterns = new ConcurrentHashMap<>();

        @Override
        public RuntimeDTO getRuntimeDTO() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RequestInfoDTO calculateRequestInfoDTO(String path) {
            RequestInfoDTO info = new RequestInfoDTO();
            String pattern = patterns.get(path);
            if (pattern != null) {
                info.servletDTO = new ServletDTO();
                info.servletDTO.patterns = new String[] {pattern};
            }
            return info;
        }
    }

    private final Servlets servlets = new Servlets();

    @Test
    void whoComesEarlyWaitsForBothServlets() throws Exception {
        Opening opening = new Opening();
        HttpConfiguration.Customizer door = opening.createCustomizer();
        CompletableFuture<Object> early = CompletableFuture.supplyAsync(() -> {
            assertNull(door.customize(null, null));
            return "admitted";
        });
        opening.runtime = servlets;
        servlets.patterns.put("/api/v1", "/api/*");
        servlets.patterns.put("/health/ready", "/*");
        assertFalse(early.isDone());
        servlets.patterns.put("/health/ready", "/health/*");
        assertEquals("admitted", early.get(30, TimeUnit.SECONDS));
        opening.runtime = null;
        assertNull(door.customize(null, null), "it stays open");
    }

    @Test
    void whoHasWaitedLongIsToldForWhat() {
        Opening opening = new Opening(0);
        HttpException.RuntimeException refused =
                assertThrows(HttpException.RuntimeException.class, () -> opening.createCustomizer()
                        .customize(null, null));
        assertEquals(503, refused.getCode());
        assertEquals("the server starts; it waits for [/health/ready, /api/v1]", refused.getReason());
        opening.runtime = servlets;
        servlets.patterns.put("/health/ready", "/health/*");
        refused = assertThrows(HttpException.RuntimeException.class, () -> opening.createCustomizer()
                .customize(null, null));
        assertEquals("the server starts; it waits for [/api/v1]", refused.getReason());
    }
}
