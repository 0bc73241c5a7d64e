package io.polycritic.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.BenchCase;
import io.polycritic.api.control.BenchSeries;
import io.polycritic.api.control.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CasesTest {
    @Test
    void everythingThatIsListedCanBeFound() {
        for (BenchCase one : Cases.compared(List.of())) {
            assertTrue(Cases.find(one.name()).updates() > 0, one.name());
            assertFalse(one.peerArguments().isEmpty(), one.name());
        }
        for (BenchSeries series : Cases.series()) {
            for (BenchSeries.Point point : series.points()) {
                assertTrue(point.caseName().contains(Integer.toString(point.size())), point.caseName());
                assertTrue(Cases.find(point.caseName()).updates() > 0);
            }
        }
        Cases.products().forEach(name -> assertTrue(Cases.find(name).updates() > 0));
    }

    @Test
    void oneCaseOfSeveralCanBeChosen() {
        assertEquals(
                List.of("mlp-64"),
                Cases.compared(List.of("mlp-64")).stream().map(BenchCase::name).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lm-128",
                "sac-2x64",
                "dqn-64-lanes-2",
                "infonce-64",
                "mlp",
                "mlp-0",
                "mlp-99999",
                "mlp-4x64",
                "critics-64",
                "critics-0x64",
                "mlp-64-lanes-2",
                "ppo-64-lanes-3",
                "ppo-64-batch-2",
                "gemm-64-batch-2",
                "mlp-64-batch-0",
                "gemm",
                ""
            })
    void whatMakesNoSenseIsRefused(String name) {
        ProblemException refused = assertThrows(ProblemException.class, () -> Cases.find(name));
        assertEquals("NOT_FOUND", refused.problem().code());
        assertTrue(refused.getMessage().contains("'" + name + "'"), refused.getMessage());
        assertTrue(refused.getMessage().contains("there are "), refused.getMessage());
    }

    @Test
    void theNearestNameIsSaid() {
        ProblemException refused =
                assertThrows(ProblemException.class, () -> Cases.compared(List.of("mlp-64", "mpl-256")));
        assertTrue(refused.getMessage().contains("did you mean 'mlp-256'?"), refused.getMessage());
    }

    @Test
    void sizesAreFilledIntoSpecs() {
        String spec = Spec.of("ppo", Map.of("width", 32, "lanes", 4, "horizon", 512));
        assertTrue(spec.contains("\"lanes\": 4"), spec);
        assertTrue(spec.contains("\"horizon\": 512"), spec);
        assertFalse(spec.contains("${"), spec);
    }
}
