package io.polycritic.api.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Gives a factory component its id, as the service property {@value #PROPERTY}. An id is kebab-case, names a mechanism,
 * and is a promise for ever: snapshots and run specs contain it.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface PluginId {
    /** Prefix of the property's name. */
    String PREFIX_ = "polycritic.";

    /** The service property. */
    String PROPERTY = "polycritic.plugin.id";

    /**
     * The id.
     *
     * @return for example {@code twin-q}
     */
    String value();
}
