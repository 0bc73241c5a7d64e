package io.polycritic.http;

import io.polycritic.api.control.InstalledBundle;
import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.Role;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What can be asked of bundles of plugins that people install. */
final class BundleRoutes {
    /** The largest jar that is taken; the installer counts the bytes that come. */
    static final long MAX_BYTES = 256L << 20;

    private static final Set<String> JARS = Set.of("application/java-archive", "application/octet-stream");

    private final Supplier<PluginControl> installer;

    private BundleRoutes(Supplier<PluginControl> installer) {
        this.installer = installer;
    }

    static void addTo(Router router, Supplier<PluginControl> installer) {
        BundleRoutes routes = new BundleRoutes(installer);
        router.on(
                        Role.VIEWER,
                        "GET",
                        "/bundles",
                        Operation.of("Plugin bundles that people have installed.")
                                .lists(InstalledBundle.class),
                        call -> RunRoutes.items(routes.installer().bundles()))
                .on(
                        Role.ADMIN,
                        "POST",
                        "/bundles",
                        Operation.of("Installs a plugin bundle, at most 256 MiB.")
                                .asks(Parameter.flag("update", "Only if a version of the bundle is there."))
                                .takesBytes("application/java-archive")
                                .creates(InstalledBundle.class),
                        routes::add)
                .on(
                        Role.ADMIN,
                        "DELETE",
                        "/bundles/{name}/{version}",
                        Operation.of("Removes a plugin bundle.")
                                .asks(Parameter.flag("force", "Also one that runs use: they wait for it."))
                                .gives(InstalledBundle.class),
                        routes::remove);
    }

    private PluginControl installer() {
        PluginControl present = installer.get();
        if (present == null) {
            throw HttpProblem.absent("the installer is");
        }
        return present;
    }

    private Reply add(Call call) throws IOException {
        String type =
                String.valueOf(call.request().getContentType()).split(";", 2)[0].strip();
        if (!JARS.contains(type)) {
            throw HttpProblem.of(
                    415, "USER", "Content-Type", "must be application/java-archive or application/octet-stream");
        }
        if (call.request().getContentLengthLong() > MAX_BYTES) {
            throw HttpProblem.of(413, "USER", "jar", "may have " + MAX_BYTES + " bytes at the most");
        }
        BiFunction<PluginControl, InputStream, InstalledBundle> action =
                call.flag("update") ? PluginControl::update : PluginControl::install;
        InstalledBundle bundle = action.apply(installer(), call.stream());
        return Reply.created(bundle, path(bundle));
    }

    private static String path(InstalledBundle bundle) {
        return ApiServlet.ROOT + "/bundles/" + Router.segment(bundle.name()) + "/" + Router.segment(bundle.version());
    }

    private Reply remove(Call call) {
        return Reply.ok(installer().remove(call.path("name"), call.path("version"), call.flag("force")));
    }
}
