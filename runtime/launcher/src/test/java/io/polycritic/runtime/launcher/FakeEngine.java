package io.polycritic.runtime.launcher;

import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.RecipeControl;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.ServerControl;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The activator of a bundle that offers {@link FakeRuns}, {@link FakePlugins} and {@link FakeRecipes}. */
public final class FakeEngine implements BundleActivator {
    /** Needed by the framework. */
    public FakeEngine() {}

    @Override
    public void start(BundleContext context) {
        FakeRuns runs = new FakeRuns();
        context.registerService(RunControl.class, runs, null);
        context.registerService(ServerControl.class, runs, null);
        context.registerService(RecipeControl.class, new FakeRecipes(), null);
        context.registerService(PluginControl.class, new FakePlugins(), null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service away.
    }
}
