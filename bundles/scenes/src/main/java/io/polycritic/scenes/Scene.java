package io.polycritic.scenes;

import java.util.Comparator;
import java.util.List;

/**
 * What lies in a picture.
 *
 * @param objects the objects in reading order
 */
public record Scene(List<SceneObject> objects) {
    /** Cells of a picture. */
    public static final int CELLS = 16;

    /** Cells of a row. */
    public static final int COLUMNS = 4;

    /** Sorts the objects. */
    public Scene {
        objects = objects.stream()
                .sorted(Comparator.comparingInt(object -> object.claim().cell()))
                .toList();
    }

    /** What is true of the objects, in reading order. */
    public List<Claim> claims() {
        return objects.stream().map(SceneObject::claim).toList();
    }

    /** What is true of the objects that have to do with a question. */
    public List<Claim> concerned(Question question) {
        return claims().stream().filter(question::concerns).toList();
    }
}
