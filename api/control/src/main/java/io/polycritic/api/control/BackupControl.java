package io.polycritic.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Backups of the whole data folder, made while runs go on. Thread-safe. Every method throws {@link ProblemException}
 * when the request cannot be carried out.
 */
@ProviderType
public interface BackupControl {
    /**
     * Makes a backup: a zip archive with a {@link BackupManifest}. A run that is live goes on meanwhile; what is kept
     * of it is a state that it could have been killed in, so that it goes on from there exactly. The oldest backups
     * beyond the number to keep are deleted.
     *
     * @return the backup
     */
    BackupView create();

    /**
     * Lists the backups.
     *
     * @return the backups, the newest first
     */
    List<BackupView> backups();

    /**
     * Deletes a backup.
     *
     * @param name its name
     * @return what it was
     */
    BackupView delete(String name);
}
