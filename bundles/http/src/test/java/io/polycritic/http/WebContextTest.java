package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.Role;
import io.polycritic.api.control.Visitor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are for everybody, whatever a server may make of them. */
class WebContextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/assets/main.js",
                "/assets/css/base.css",
                "/health/live",
                "/api/v1/session",
                "/api/v1/runs/slim%201"
            })
    void areOpen(String address) {
        assertTrue(WebContext.open(address), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/metrics",
                "//",
                "//assets/main.js",
                "/assets",
                "/Assets/main.js",
                "/assets/../metrics",
                "/assets/%2e%2e/metrics",
                "/assets/%2E./metrics",
                "/health/..;/metrics",
                "/health/;x/live",
                "/api/..",
                "/api/v1/../../metrics",
                "/api\\..\\metrics",
                "/api/v1/a b"
            })
    void areNot(String address) {
        assertFalse(WebContext.open(address), address);
    }

    @Test
    void aTokenForSomeRunsDoesNotReadTheMetricsOfAll() {
        Visitor some = new Visitor("ada", Role.VIEWER, "ci", "id", false, List.of("slim-*"), false);
        Visitor metrics = new Visitor("ada", Role.VIEWER, "ci", "id", false, List.of(), true);
        assertEquals(
                403,
                assertThrows(HttpProblem.class, () -> Limits.checkWhole(some)).status());
        Limits.checkWhole(metrics);
    }
}
