package io.polycritic.api.control;

/**
 * A mark of a drawing, in units of the world, y upwards.
 *
 * @param place its place among the marks of the frame, from 0 at the back
 * @param shape {@code CIRCLE} a filled circle, {@code POLYGON} a filled polygon, {@code LINE} an open line
 * @param xs the corners' x, or the centre's
 * @param ys the corners' y, or the centre's
 * @param radius the radius of a circle, 0 otherwise
 * @param role what it stands for, chosen by the world: {@code cart}, {@code goal}
 * @param text a label, maybe empty
 */
public record EpisodeMark(int place, String shape, double[] xs, double[] ys, double radius, String role, String text) {}
