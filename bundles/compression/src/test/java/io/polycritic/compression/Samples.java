package io.polycritic.compression;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.compute.CompiledCompute;
import java.util.List;

/** A small super-network with random parameters, and pictures. */
final class Samples {
    static final Compute COMPUTE = CompiledCompute.withJavaBlas();
    static final Vit LARGEST =
            new Vit(8, 4, 16, 4, List.of(new Vit.Layer(4, 24), new Vit.Layer(4, 24), new Vit.Layer(4, 24)), 5);
    static final Vit SMALL = LARGEST.with(List.of(new Vit.Layer(2, 16), new Vit.Layer(3, 8)));

    private Samples() {}

    static Parameters parameters() {
        RandomStream random = RandomStream.of(3, "test", "parameters");
        Parameters parameters = LARGEST.parameters(random);
        for (int i = 0; i < parameters.size(); i++) {
            parameters.values()[i] += (float) (0.1 * random.nextGaussian());
        }
        return parameters;
    }

    static Pictures pictures(int count) {
        RandomStream random = RandomStream.of(4, "test", "pictures");
        float[] pixels = new float[count * LARGEST.pixels()];
        int[] labels = new int[count];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(LARGEST.classes());
        }
        return new Pictures(pixels, labels);
    }

    /** The numbers of a node without inputs that are not constant. */
    static float[] values(Node node) {
        try (Program program = COMPUTE.compile(new Computation().output("node", node))) {
            program.run();
            float[] values = new float[node.shape().size()];
            program.get("node", values, 0);
            return values;
        }
    }
}
