package io.polycritic.http;

import io.polycritic.api.control.Role;
import io.polycritic.api.control.ServerSetting;
import io.polycritic.api.control.SettingSource;
import io.polycritic.api.control.SystemControl;
import io.polycritic.api.control.SystemView;
import java.util.function.Supplier;

/** What can be asked of the server itself. */
final class SystemRoutes {
    private SystemRoutes() {}

    static void addTo(Router router, Supplier<SystemControl> system, Supplier<SettingSource> settings) {
        router.on(
                        Role.VIEWER,
                        "GET",
                        "/system",
                        Operation.of("How the server is: checks, memory, disk, work, requests.")
                                .gives(SystemView.class),
                        call -> {
                            SystemControl present = system.get();
                            if (present == null) {
                                throw HttpProblem.absent("the server's monitoring is");
                            }
                            return Reply.ok(present.system());
                        })
                .on(
                        Role.ADMIN,
                        "GET",
                        "/settings",
                        Operation.of("What the server was told, and by whom; secrets are masked.")
                                .lists(ServerSetting.class),
                        call -> {
                            SettingSource present = settings.get();
                            if (present == null) {
                                throw HttpProblem.absent("the server's settings are");
                            }
                            return RunRoutes.items(present.settings());
                        });
    }
}
