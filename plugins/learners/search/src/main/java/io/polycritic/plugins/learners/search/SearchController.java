package io.polycritic.plugins.learners.search;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.search.SearchLearner;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code search-controller}. */
@Component
@PluginId("search-controller")
public final class SearchController implements LearnerFactory<SearchController.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Candidates that the optimizer is asked for at once.", min = 1, max = 100000, live = true)
        int population() default 20;

        @Setting(value = "Whether the corners of the space are measured before the optimizer is asked.", live = true)
        boolean corners() default false;

        @Setting("Reward slot that measures candidates.")
        String objectives() default "objectives";

        @Setting("Optimizer slot that proposes candidates.")
        String optimizer() default "search";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return SearchLearner.class;
    }

    @Override
    public String description() {
        return "Searches: asks an optimizer for candidates, measures one in each update, keeps them in an archive.";
    }

    @Override
    public String paper() {
        return "Cummings et al. 2022, arXiv 2205.10358";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        return new Controller(config, context);
    }
}
