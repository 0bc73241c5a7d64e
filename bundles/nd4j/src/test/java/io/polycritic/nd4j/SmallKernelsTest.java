package io.polycritic.nd4j;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SmallKernelsTest {
    private static final String WIDE = "flags\t\t: fpu avx2 avx512f avx512dq rdseed avx512cd sha_ni avx512bw avx512vl";

    @Test
    void whatOpenBlasIsToldCounts() {
        assertTrue(SmallKernels.arePresent("SkylakeX"));
        assertFalse(SmallKernels.arePresent("Zen"));
    }

    @Test
    void otherwiseTheProcessorDoes() {
        String intel = "vendor_id\t: GenuineIntel";
        assertTrue(SmallKernels.arePresent(List.of("processor\t: 0", intel, WIDE)));
        assertFalse(SmallKernels.arePresent(List.of("processor\t: 0", "vendor_id\t: AuthenticAMD", WIDE)));
        assertFalse(SmallKernels.arePresent(List.of("processor\t: 0", intel, WIDE.replace("avx512vl", "avx2"))));
        assertFalse(SmallKernels.arePresent(List.of()));
    }
}
