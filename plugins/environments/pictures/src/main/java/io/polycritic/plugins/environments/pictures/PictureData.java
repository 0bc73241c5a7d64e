package io.polycritic.plugins.environments.pictures;

import io.polycritic.api.control.DataControl;
import io.polycritic.api.control.DataSetView;
import io.polycritic.datasets.DataSet;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Tells people what they can install for the environments of this bundle. */
@Component
public final class PictureData implements DataControl {
    @Override
    public List<DataSetView> dataSets() {
        return DataSet.all().stream()
                .map(set ->
                        new DataSetView(set.name(), set.folder().toString(), set.missing(set.folder()), set.remedy()))
                .toList();
    }
}
