package io.polycritic.plugins.environments.language;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.language.PromptStream;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code posts-summary}. */
@Component
@PluginId("posts-summary")
public final class PostsSummary implements EnvironmentFactory<PostsSummary.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("What posts are about.")
        Domain domain() default Domain.POSTS;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return PromptStream.class;
    }

    @Override
    public String description() {
        return "Posts of marked facts with summaries by a writer who makes mistakes; how good a summary is stays hidden.";
    }

    @Override
    public String paper() {
        return "after Stiennon et al. 2020, arXiv 2009.01325";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        return new PostStream(config.domain(), context);
    }
}
