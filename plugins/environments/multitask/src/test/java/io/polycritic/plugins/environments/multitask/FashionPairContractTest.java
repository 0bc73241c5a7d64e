package io.polycritic.plugins.environments.multitask;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FashionPairContractTest extends PluginContract {
    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        Garments.write(folder);
    }

    @Override
    protected PartFactory<?, ?> plugin() {
        return new FashionPair();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null);
    }

    @Override
    protected String path() {
        return "environment";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("dataDir", folder.toString(), "pairs", 20, "testPairs", 10);
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("environment", DataStream.class).next(new Batch(Shape.of(7)));
    }
}
