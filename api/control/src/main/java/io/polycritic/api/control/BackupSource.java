package io.polycritic.api.control;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service of a bundle whose files cannot be copied while it works with them, such as a database's: it gives backups a
 * consistent state of them instead.
 */
@ConsumerType
public interface BackupSource {
    /**
     * The files and folders that backups do not copy by themselves.
     *
     * @return names directly below the data folder
     */
    Set<String> owns();

    /**
     * Writes files that, put into an empty data folder, bring the bundle's state back at the next start.
     *
     * @param target takes the files
     * @throws IOException if that fails, and the backup with it
     */
    void write(Target target) throws IOException;

    /** Takes the files of a source. */
    interface Target {
        /**
         * Takes a file.
         *
         * @param path where it belongs in a data folder, with {@code /} between folders
         * @param content its content, read to the end and not closed
         * @throws IOException if the archive cannot be written
         */
        void add(String path, InputStream content) throws IOException;
    }
}
