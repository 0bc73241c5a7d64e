package io.polycritic.compression;

import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A network as bytes, everything that it takes to use it: a header (magic and sizes), for each matrix its width and
 * then either its scales, range and packed codes or its floating-point weights, at last all other parameters as
 * floating-point numbers. Big-endian.
 */
public final class PackedFile {
    private static final byte[] MAGIC = "PCQN".getBytes(StandardCharsets.US_ASCII);

    private PackedFile() {}

    /** Counts the bytes before the first matrix: magic, six sizes, two sizes a layer. */
    static int headerLength(Vit network) {
        return MAGIC.length + 4 * (6 + 2 * network.layers().size());
    }

    /** Counts the bytes of a matrix: its width, then scales, range and codes, or floating-point weights. */
    static int length(Matrix matrix, int bits) {
        int values = bits == Choice.FLOAT
                ? 4 * matrix.size()
                : 4 * matrix.outputs() + 8 + Codes.packedLength(matrix.size(), bits);
        return 1 + values;
    }

    /**
     * Packs.
     *
     * @param compressed the network
     * @return the file
     */
    public static byte[] write(Compressed compressed) {
        Vit network = compressed.choice().network();
        List<Matrix> matrices = network.matrices();
        int length = headerLength(network);
        for (int i = 0; i < matrices.size(); i++) {
            length += length(matrices.get(i), compressed.choice().bits()[i]);
        }
        List<Parameters.Segment> rest = others(compressed.parameters(), matrices);
        length += 4 * rest.stream().mapToInt(part -> part.shape().size()).sum();
        ByteBuffer file = ByteBuffer.allocate(length);
        header(file, network);
        for (int i = 0; i < matrices.size(); i++) {
            matrix(file, compressed, i);
        }
        for (Parameters.Segment part : rest) {
            floats(
                    file,
                    compressed.parameters().values(),
                    part.offset(),
                    part.shape().size());
        }
        return file.array();
    }

    private static void header(ByteBuffer file, Vit network) {
        file.put(MAGIC).putInt(network.side()).putInt(network.patch()).putInt(network.width());
        file.putInt(network.headSize())
                .putInt(network.classes())
                .putInt(network.layers().size());
        network.layers().forEach(layer -> file.putInt(layer.heads()).putInt(layer.hidden()));
    }

    private static void matrix(ByteBuffer file, Compressed compressed, int index) {
        Codes codes = compressed.codes().get(index);
        file.put((byte) compressed.choice().bits()[index]);
        if (codes == null) {
            Matrix matrix = compressed.choice().network().matrices().get(index);
            int offset = compressed.parameters().segment(matrix.weight()).offset();
            floats(file, compressed.parameters().values(), offset, matrix.size());
            return;
        }
        floats(file, codes.scales(), 0, codes.outputs());
        Range range = compressed.ranges().get(index);
        file.putFloat(range.low()).putFloat(range.high()).put(codes.packed());
    }

    /**
     * Unpacks.
     *
     * @param bytes what {@link #write} gave
     * @return the network
     * @throws IllegalArgumentException if that is no such file
     */
    public static Compressed read(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        for (byte expected : MAGIC) {
            if (!file.hasRemaining() || file.get() != expected) {
                throw new IllegalArgumentException("this is no packed network");
            }
        }
        Vit network = network(file);
        Parameters parameters = network.parameters(RandomStream.of(0, "read", "replaced"));
        List<Matrix> matrices = network.matrices();
        int[] bits = new int[matrices.size()];
        List<Codes> codes = new ArrayList<>();
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < bits.length; i++) {
            Matrix matrix = matrices.get(i);
            int offset = parameters.segment(matrix.weight()).offset();
            bits[i] = file.get();
            if (bits[i] == Choice.FLOAT) {
                read(file, parameters.values(), offset, matrix.size());
                codes.add(null);
                ranges.add(null);
            } else {
                float[] scales = new float[matrix.outputs()];
                read(file, scales, 0, scales.length);
                ranges.add(new Range(file.getFloat(), file.getFloat()));
                byte[] packed = new byte[Codes.packedLength(matrix.size(), bits[i])];
                file.get(packed);
                byte[] values = Codes.unpacked(packed, matrix.size(), bits[i]);
                Codes unpacked = new Codes(bits[i], matrix.inputs(), matrix.outputs(), values, scales);
                unpacked.write(parameters.values(), offset);
                codes.add(unpacked);
            }
        }
        for (Parameters.Segment part : others(parameters, matrices)) {
            read(file, parameters.values(), part.offset(), part.shape().size());
        }
        return new Compressed(new Choice(network, bits), parameters, codes, ranges);
    }

    private static Vit network(ByteBuffer file) {
        int side = file.getInt();
        int patch = file.getInt();
        int width = file.getInt();
        int headSize = file.getInt();
        int classes = file.getInt();
        int depth = file.getInt();
        List<Vit.Layer> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            layers.add(new Vit.Layer(file.getInt(), file.getInt()));
        }
        return new Vit(side, patch, width, headSize, layers, classes);
    }

    /** The parameters that belong to no matrix's weight. */
    private static List<Parameters.Segment> others(Parameters parameters, List<Matrix> matrices) {
        Set<String> weights =
                new HashSet<>(matrices.stream().map(Matrix::weight).toList());
        return parameters.segments().stream()
                .filter(part -> !weights.contains(part.name()))
                .toList();
    }

    private static void floats(ByteBuffer file, float[] values, int offset, int count) {
        for (int i = 0; i < count; i++) {
            file.putFloat(values[offset + i]);
        }
    }

    private static void read(ByteBuffer file, float[] into, int offset, int count) {
        for (int i = 0; i < count; i++) {
            into[offset + i] = file.getFloat();
        }
    }
}
