package io.polycritic.plugins.environments.multitask;

import io.polycritic.api.tensor.RandomStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small files in the form of Fashion-MNIST's. */
final class Garments {
    private Garments() {}

    /** A folder with 30 pictures to learn from and 20 others; the brightness of a picture says its class. */
    static Path write(Path folder) {
        try {
            for (String part : new String[] {"train", "t10k"}) {
                int count = part.equals("train") ? 30 : 20;
                RandomStream random = RandomStream.of(1, "test", part);
                ByteBuffer images = ByteBuffer.allocate(16 + count * 784);
                images.putInt(2051).putInt(count).putInt(28).putInt(28);
                ByteBuffer labels = ByteBuffer.allocate(8 + count);
                labels.putInt(2049).putInt(count);
                for (int i = 0; i < count; i++) {
                    int label = random.nextInt(10);
                    labels.put((byte) label);
                    for (int j = 0; j < 784; j++) {
                        images.put((byte) (20 * label + random.nextInt(40)));
                    }
                }
                Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
                Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
