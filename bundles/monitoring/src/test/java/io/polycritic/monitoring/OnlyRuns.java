package io.polycritic.monitoring;

import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunView;
import java.lang.reflect.Proxy;
import java.util.List;

/** Makes engines that can tell of their runs and nothing else. */
final class OnlyRuns {
    private OnlyRuns() {}

    static RunControl of(List<RunView> runs) {
        return (RunControl) Proxy.newProxyInstance(
                RunControl.class.getClassLoader(), new Class<?>[] {RunControl.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("runs")) {
                        return List.copyOf(runs);
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
