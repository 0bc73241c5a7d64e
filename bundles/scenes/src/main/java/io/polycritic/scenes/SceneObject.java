package io.polycritic.scenes;

/**
 * An object in a picture.
 *
 * @param claim what is true of it
 * @param brightness 0.55 to 1
 * @param right pixels to the right of its place, -1 to 1
 * @param down pixels below its place, -1 to 1
 * @param hidden the corner behind a grey patch: 0 to 3, or -1 for none
 */
public record SceneObject(Claim claim, double brightness, int right, int down, int hidden) {}
