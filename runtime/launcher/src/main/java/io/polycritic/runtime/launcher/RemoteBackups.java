package io.polycritic.runtime.launcher;

import io.polycritic.api.control.BackupControl;
import io.polycritic.api.control.BackupView;
import java.util.List;
import java.util.Map;

/**
 * The backups of another process, through its REST interface.
 *
 * @param rest the interface
 */
record RemoteBackups(Rest rest) implements BackupControl {
    private static final String BACKUPS = "/backups";

    @Override
    public BackupView create() {
        return rest.post(BACKUPS, Map.of(), BackupView.class);
    }

    @Override
    public List<BackupView> backups() {
        return rest.list(BACKUPS, BackupView.class);
    }

    @Override
    public BackupView delete(String name) {
        return rest.delete(BACKUPS + "/" + Rest.segment(name), BackupView.class);
    }
}
