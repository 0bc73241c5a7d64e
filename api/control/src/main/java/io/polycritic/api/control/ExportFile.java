package io.polycritic.api.control;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * An export that is ready to be written.
 *
 * @param name a name for the file
 * @param mediaType what HTTP calls its form
 * @param notes what people should know about it, in sentences
 * @param content writes it, with little memory however much it is
 */
public record ExportFile(String name, String mediaType, List<String> notes, Content content) {
    /** Writes a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes everything.
         *
         * @param out where to; buffered by the writer, not closed
         * @throws IOException if it cannot be written there
         */
        void writeTo(OutputStream out) throws IOException;
    }
}
