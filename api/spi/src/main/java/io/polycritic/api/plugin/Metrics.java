package io.polycritic.api.plugin;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The numbers that a part reports while it trains. Costs an array write; the engine collects them after each update.
 */
@ProviderType
public interface Metrics {
    /**
     * Reports one number for the present update. The last one of a name counts.
     *
     * @param name lower camel case, within the slot: {@code loss}, {@code policyEntropy}
     * @param value the number; one that is not finite is kept as such
     */
    void record(String name, double value);
}
