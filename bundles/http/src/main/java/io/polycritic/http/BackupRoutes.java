package io.polycritic.http;

import io.polycritic.api.control.BackupControl;
import io.polycritic.api.control.BackupView;
import io.polycritic.api.control.Role;
import java.util.function.Supplier;

/** What can be asked of backups. They stay on the server: whoever has one has its secrets. */
final class BackupRoutes {
    private static final String BACKUPS = "/backups";

    private BackupRoutes() {}

    static void addTo(Router router, Supplier<BackupControl> backups) {
        router.on(
                        Role.ADMIN,
                        "GET",
                        BACKUPS,
                        Operation.of("All backups on the server.").lists(BackupView.class),
                        call -> RunRoutes.items(present(backups).backups()))
                .on(
                        Role.ADMIN,
                        "POST",
                        BACKUPS,
                        Operation.of("Makes a backup of the whole data folder while runs go on.")
                                .creates(BackupView.class),
                        call -> {
                            BackupView made = present(backups).create();
                            return Reply.created(made, ApiServlet.ROOT + BACKUPS + "/" + Router.segment(made.name()));
                        })
                .on(
                        Role.ADMIN,
                        "DELETE",
                        BACKUPS + "/{name}",
                        Operation.of("Deletes a backup.").gives(BackupView.class),
                        call -> Reply.ok(present(backups).delete(call.path("name"))));
    }

    private static BackupControl present(Supplier<BackupControl> backups) {
        BackupControl found = backups.get();
        if (found == null) {
            throw HttpProblem.absent("backups are");
        }
        return found;
    }
}
