package io.polycritic.itests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Run specs: recipes of the distribution, changed where a test needs it. */
final class Specs {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Specs() {}

    /** A recipe as it ships. */
    static ObjectNode recipe(String name) throws IOException {
        for (Distribution.Entry bundle : Distribution.bundles()) {
            try (ZipFile jar = new ZipFile(bundle.jar().toFile())) {
                ZipEntry entry = jar.getEntry("recipes/" + name + ".json");
                if (entry != null) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        return (ObjectNode) MAPPER.readTree(in);
                    }
                }
            }
        }
        throw new IllegalArgumentException("no bundle of the distribution has the recipe " + name);
    }

    /** A recipe with another budget and snapshots every so many updates. */
    static ObjectNode recipe(String name, long steps, int snapshotsEvery) throws IOException {
        ObjectNode spec = recipe(name);
        set(spec, "/budget/steps", steps);
        set(spec, "/snapshots/every", snapshotsEvery);
        return spec;
    }

    /** Sets a value; objects on the way are made. */
    static ObjectNode set(ObjectNode spec, String pointer, Object value) {
        JsonPointer path = JsonPointer.compile(pointer);
        JsonNode json = MAPPER.valueToTree(value);
        spec.withObject(path.head()).set(path.last().getMatchingProperty(), json);
        return spec;
    }

    static ObjectNode remove(ObjectNode spec, String pointer) {
        JsonPointer path = JsonPointer.compile(pointer);
        ((ObjectNode) spec.at(path.head())).remove(path.last().getMatchingProperty());
        return spec;
    }
}
