package io.polycritic.plugins.studies.multitask;

import io.polycritic.api.tensor.RandomStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a few pictures in the form of Fashion-MNIST's files: a class is a bright row. */
final class SmallPictures {
    private static final int COUNT = 200;

    private SmallPictures() {}

    static void write(Path folder) {
        try {
            for (String part : new String[] {"train", "t10k"}) {
                RandomStream random = RandomStream.of(1, "test", part);
                ByteBuffer images = ByteBuffer.allocate(16 + COUNT * 784);
                images.putInt(2051).putInt(COUNT).putInt(28).putInt(28);
                ByteBuffer labels = ByteBuffer.allocate(8 + COUNT);
                labels.putInt(2049).putInt(COUNT);
                for (int i = 0; i < COUNT; i++) {
                    int label = random.nextInt(10);
                    labels.put((byte) label);
                    for (int j = 0; j < 784; j++) {
                        boolean bright = j / 28 / 2 == label + 2;
                        images.put((byte) (bright ? 200 : random.nextInt(60)));
                    }
                }
                Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
                Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
