package io.polycritic.studies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patches, RFC 7396. */
final class MergePatch {
    private MergePatch() {}

    /** The target as the patch makes it; both stay as they are. */
    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode merged = target instanceof ObjectNode object ? object.deepCopy() : changes.objectNode();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                JsonNode present = merged.path(change.getKey());
                merged.set(change.getKey(), apply(present, change.getValue()));
            }
        });
        return merged;
    }
}
