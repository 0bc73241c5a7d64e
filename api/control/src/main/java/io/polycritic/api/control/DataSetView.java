package io.polycritic.api.control;

import java.util.List;

/**
 * A data set that people install.
 *
 * @param name its name
 * @param folder where it is looked for if nobody names another folder
 * @param missing the files that the folder lacks; none if it is there
 * @param remedy how to get it
 */
public record DataSetView(String name, String folder, List<String> missing, String remedy) {}
