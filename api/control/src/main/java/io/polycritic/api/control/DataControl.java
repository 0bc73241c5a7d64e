package io.polycritic.api.control;

import java.util.List;

/** Tells of data that people install for plugins to read; a service of each bundle that reads such data. */
public interface DataControl {
    /**
     * What the bundle's plugins can read, and whether it is there.
     *
     * @return all data sets that it knows
     */
    List<DataSetView> dataSets();
}
