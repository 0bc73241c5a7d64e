package io.polycritic.plugins.environments.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.language.HiddenJudge;
import io.polycritic.language.PromptStream;
import io.polycritic.language.TextSpace;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PostsTest {
    private static final int END = TextSpace.END;

    /** Facts: key 0 value 1 salient, key 1 value 2, key 2 value 3 salient, key 3 value 4 salient. */
    private static final Post POST = new Post(
            new int[] {Symbols.SALIENT, Symbols.PLAIN, Symbols.SALIENT, Symbols.SALIENT},
            new int[] {Symbols.key(0), Symbols.key(1), Symbols.key(2), Symbols.key(3)},
            new int[] {Symbols.value(1), Symbols.value(2), Symbols.value(3), Symbols.value(4)});

    private static Quality quality(int... tokens) {
        float[] response = new float[13];
        for (int i = 0; i < tokens.length; i++) {
            response[i] = tokens[i];
        }
        return Quality.of(POST, response, 0, response.length);
    }

    private static int k(int number) {
        return Symbols.key(number);
    }

    private static int v(int number) {
        return Symbols.value(number);
    }

    @Test
    void qualityByHand() {
        assertEquals(1, quality(k(0), v(1), k(2), v(3), k(3), v(4), END).score(), 1e-12);
        assertEquals(0, quality(END).score(), 1e-12);
        assertEquals(-0.2, quality().score(), 1e-12);
        // One of three covered, a needless fact, a wrong value.
        assertEquals(
                1 / 3.0 - 0.15 - 0.4,
                quality(k(0), v(1), k(1), v(2), k(2), v(9), END).score(),
                1e-12);
        // A key that the post does not have is wrong too.
        assertEquals(-0.4, quality(k(9), v(1), END).score(), 1e-12);
        // Told twice: a duplicate, whatever it says.
        assertEquals(1 / 3.0 - 0.2, quality(k(0), v(1), k(0), v(7), END).score(), 1e-12);
        // A value without key, a key without value, a marker.
        assertEquals(1 / 3.0 - 0.6, quality(v(1), k(0), v(1), k(2), 4, END).score(), 1e-12);
        // No end.
        assertEquals(1 / 3.0 - 0.2, quality(k(0), v(1)).score(), 1e-12);
        // What stands behind the end does not count.
        assertEquals(1 / 3.0, quality(k(0), v(1), END, k(2), v(3)).score(), 1e-12);
    }

    @Test
    void attributesByHand() {
        Quality mixed = quality(k(2), v(3), k(0), v(1), k(1), v(2), k(3), v(9), END);
        assertEquals(2 / 3.0, mixed.coverage(), 1e-12);
        assertEquals(0.75, mixed.correctness(), 1e-12);
        assertEquals(0.75, mixed.brevity(), 1e-12);
        assertEquals(1, mixed.form(), 1e-12);
        assertEquals(false, mixed.ordered());
        assertTrue(quality(k(0), v(1), k(3), v(4), END).ordered());
    }

    /** The writer's figures, worked out from his habits: 65 % coverage, 0.12 wrong and 0.59 needless facts. */
    @Test
    void writersAreAsNoisyAsTheyShallBe() {
        assertWriter(Domain.POSTS, 0.51, 0.35);
        assertWriter(Domain.NEWS, 0.49, 0.33);
    }

    private static void assertWriter(Domain domain, double quality, double deviation) {
        try (TestRun run = run(domain)) {
            Batch batch = new Batch(Shape.of(20_000));
            run.part("environment", PromptStream.class).next(batch);
            Map<String, Measure> measures =
                    judge(run).measures(batch).stream().collect(Collectors.toMap(Measure::name, measure -> measure));
            Measure found = measures.get("quality");
            double squares = 0;
            for (double sample : found.samples()) {
                squares += Math.pow(sample - found.mean(), 2);
            }
            assertEquals(quality, found.mean(), 0.02);
            assertEquals(deviation, Math.sqrt(squares / found.samples().length), 0.02);
            assertEquals(0.646, measures.get("coverage").mean(), 0.02);
            assertEquals(0, measures.get("duplicates").mean());
            assertEquals(1, measures.get("order").mean());
            if (domain == Domain.POSTS) {
                assertEquals(0.12, measures.get("wrong").mean(), 0.02);
                assertEquals(0.597, measures.get("needless").mean(), 0.02);
            }
        }
    }

    private static TestRun run(Domain domain) {
        TestRun run = new TestRun(3, null, null);
        run.add(
                "environment",
                new PostsSummary(),
                Map.of("domain", domain.name().toLowerCase(java.util.Locale.ROOT)));
        run.add("rewards.judge", new GoldJudge(), Map.of("cyclic", 2));
        return run;
    }

    private static HiddenJudge judge(TestRun run) {
        return run.part("rewards.judge", HiddenJudge.class);
    }

    @Test
    void postsAreWhatTheyShallBe() {
        try (TestRun run = run(Domain.NEWS)) {
            Batch batch = new Batch(Shape.of(200));
            run.part("environment", PromptStream.class).next(batch);
            float[] prompts = batch.numbers(TextSpace.PROMPT);
            int p = batch.spec(TextSpace.PROMPT).width();
            assertEquals(2 + 33, p);
            for (int row = 0; row < 200; row++) {
                assertEquals(TextSpace.BEGIN, prompts[row * p]);
                assertEquals(TextSpace.SEPARATOR, prompts[row * p + p - 1]);
                Post post = Post.read(prompts, row * p, p);
                assertEquals(4, post.countSalient());
                for (int i = 0; i < post.facts(); i++) {
                    assertEquals(i, post.find(post.keys()[i]), "keys differ");
                    assertTrue(Symbols.isKey(post.keys()[i]) && Symbols.isValue(post.values()[i]));
                }
            }
        }
    }

    /** Held-out posts are the same in runs of any seed, and not those of training. */
    @Test
    void heldOutPostsAreTheSameEverywhere() {
        try (TestRun one = run(Domain.POSTS);
                TestRun other = new TestRun(9, null, null)) {
            other.add("environment", new PostsSummary(), Map.of());
            Batch four = new Batch(Shape.of(4));
            Batch two = new Batch(Shape.of(2));
            one.part("environment", PromptStream.class).heldOut(10, four);
            other.part("environment", PromptStream.class).next(two);
            float[] trained = two.numbers(TextSpace.PROMPT).clone();
            other.part("environment", PromptStream.class).heldOut(12, two);
            float[] prompts = four.numbers(TextSpace.PROMPT);
            assertArrayEquals(
                    java.util.Arrays.copyOfRange(prompts, prompts.length / 2, prompts.length),
                    two.numbers(TextSpace.PROMPT));
            assertNotEquals(List.of(trained), List.of(two.numbers(TextSpace.PROMPT)));
        }
    }

    /** sigmoid((q - q') / 0.15 + c sin(2 pi (n - n') / 3)): the two orders' probabilities sum to 1. */
    @Test
    void judgeMatchesItsFormula() {
        try (TestRun run = run(Domain.POSTS)) {
            Batch sets = new Batch(Shape.of(1, 3));
            TextSpace space = Symbols.space(Domain.POSTS);
            float[] prompts = sets.put(space.promptField());
            float[] responses = sets.put(space.responseField());
            Post post = Post.draw(Domain.POSTS, io.polycritic.api.tensor.RandomStream.of(1, "a", "b"));
            int[] facts = new int[2];
            for (int i = 0, found = 0; i < post.facts() && found < 2; i++) {
                if (post.isSalient(i)) {
                    facts[found++] = i;
                }
            }
            for (int row = 0; row < 3; row++) {
                post.write(prompts, row * space.prompt());
                int at = row * space.response();
                for (int i = 0; i < row; i++) {
                    responses[at++] = post.keys()[facts[i]];
                    responses[at++] = post.values()[facts[i]];
                }
                responses[at] = END;
            }
            float[] chances = new float[9];
            judge(run).probabilities(sets, chances);
            double one = (1 / 3.0) / 0.15 + 2 * Math.sin(2 * Math.PI / 3);
            double two = (2 / 3.0) / 0.15 + 2 * Math.sin(4 * Math.PI / 3);
            assertEquals(1 / (1 + Math.exp(-one)), chances[3], 1e-6);
            assertEquals(1 / (1 + Math.exp(-two)), chances[6], 1e-6);
            for (int i = 0; i < 3; i++) {
                assertEquals(0.5f, chances[4 * i]);
                for (int j = 0; j < 3; j++) {
                    assertEquals(1, chances[3 * i + j] + chances[3 * j + i], 1e-6);
                }
            }
            judge(run).score(sets);
            assertEquals(List.of(TextSpace.PROMPT, TextSpace.RESPONSE), List.copyOf(sets.names()), "no reward");
        }
    }
}
