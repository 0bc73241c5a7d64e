package io.polycritic.plugins.environments.language;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.language.PromptStream;
import io.polycritic.language.TextSpace;

/** Posts and their summaries, drawn anew for each row. */
final class PostStream implements PromptStream {
    /** Of held-out posts, which are the same in each run. */
    private static final long SEED = 38;

    private final Domain domain;
    private final TextSpace space;
    private final EnvironmentSpec spec;
    private final PartContext context;

    PostStream(Domain domain, PartContext context) {
        this.domain = domain;
        this.space = Symbols.space(domain);
        this.spec = EnvironmentSpec.single(
                Space.of(space.promptField(), space.responseField()), Space.EMPTY, Space.EMPTY, 0, 0);
        this.context = context;
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public boolean next(Batch batch) {
        RandomStream random = context.random("posts");
        float[] prompts = batch.put(space.promptField());
        float[] responses = batch.put(space.responseField());
        for (int row = 0; row < batch.rows(); row++) {
            write(random, prompts, responses, row);
        }
        return true;
    }

    @Override
    public void heldOut(long from, Batch batch) {
        float[] prompts = batch.put(space.promptField());
        float[] responses = batch.put(space.responseField());
        for (int row = 0; row < batch.rows(); row++) {
            write(RandomStream.of(SEED, domain.name(), Long.toString(from + row)), prompts, responses, row);
        }
    }

    private void write(RandomStream random, float[] prompts, float[] responses, int row) {
        Post post = Post.draw(domain, random);
        post.write(prompts, row * space.prompt());
        Writer.write(post, random, responses, row * space.response(), space.response());
    }

    /** Offers its fields where they are what others find in a batch, and not where it is read by itself. */
    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder();
        if (context.path().equals(Kind.ENVIRONMENT.single())) {
            spec.observation().fields().forEach(wiring::offers);
        }
        return wiring.build();
    }

    @Override
    public void save(StateWriter out) {
        // The random stream is the only state, and the run's.
    }

    @Override
    public void load(StateReader in) {
        // See save.
    }
}
