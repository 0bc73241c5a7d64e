package io.polycritic.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Tells what the server was told. Thread-safe. */
@ProviderType
public interface SettingSource {
    /**
     * Lists all settings there are.
     *
     * @return the settings, in the order in which they are documented
     */
    List<ServerSetting> settings();
}
