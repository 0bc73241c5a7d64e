package io.polycritic.critique;

import java.util.List;

/**
 * A path with errors in it.
 *
 * @param path the spoiled path, P tokens at most
 * @param errors what is wrong with it, one for each change that was made, all different
 * @param restored what the changes give when they are undone one after the other
 */
public record Planted(int[] path, List<Note> errors, int[] restored) {}
