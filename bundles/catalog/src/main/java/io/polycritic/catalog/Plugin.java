package io.polycritic.catalog;

import io.polycritic.api.plugin.ConfigSchema;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PartFactory;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Version;

/** A registered plugin: a factory with its id, and the version of the bundle that it comes from. */
public final class Plugin {
    private final Kind kind;
    private final String id;
    private final Version version;
    private final String bundle;
    private final PartFactory<?, ?> factory;
    private final ConfigSchema<?> schema;
    private final String fault;

    Plugin(Kind kind, String id, Version version, String bundle, PartFactory<?, ?> factory) {
        this.kind = kind;
        this.id = id;
        this.version = version;
        this.bundle = bundle;
        this.factory = factory;
        ConfigSchema<?> read = null;
        String wrong = id.matches("[a-z0-9]+(-[a-z0-9]+)*") ? "" : "the id '" + id + "' is not kebab-case";
        try {
            read = ConfigSchema.of(factory.configType());
        } catch (RuntimeException | LinkageError e) {
            wrong = e.getMessage();
        }
        this.schema = read;
        this.fault = wrong;
    }

    /** The kind of its parts. */
    public Kind kind() {
        return kind;
    }

    /** Its id, for example {@code v-critic}. */
    public String id() {
        return id;
    }

    /** The version of its bundle. */
    public Version version() {
        return version;
    }

    /** The symbolic name of its bundle. */
    public String bundle() {
        return bundle;
    }

    /** Id and version, as runs pin them. */
    public String pin() {
        return id + "@" + version;
    }

    /** What it does, in one sentence. */
    public String description() {
        return factory.description();
    }

    /** Where its mechanism was published, empty if nowhere. */
    public String paper() {
        return factory.paper();
    }

    /** The narrowest role of its parts. */
    public Class<? extends Part> partType() {
        return factory.partType();
    }

    /** Its settings; empty when the plugin is invalid. */
    public List<io.polycritic.api.plugin.SettingSpec> settings() {
        return schema == null ? List.of() : schema.settings();
    }

    /** Why it cannot be used, empty if it can. */
    public String fault() {
        return fault;
    }

    /**
     * Checks a configuration and adds the defaults.
     *
     * @throws InvalidConfigException naming the key
     */
    public Map<String, Object> complete(Map<String, ?> config) {
        return schema.complete(config);
    }

    /**
     * Makes a part.
     *
     * @throws InvalidConfigException naming the key
     */
    public Part create(Map<String, ?> config, PartContext context) {
        return create(factory, schema, config, context);
    }

    /** The factory and the schema are of one annotation type: the schema was read from the factory. */
    @SuppressWarnings("unchecked")
    private static <C extends Annotation, P extends Part> P create(
            PartFactory<C, P> factory, ConfigSchema<?> schema, Map<String, ?> config, PartContext context) {
        return factory.create(((ConfigSchema<C>) schema).create(config), context);
    }

    @Override
    public String toString() {
        return kind.text() + " " + pin();
    }
}
