package io.polycritic.studies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.polycritic.studies.StudySpec.Arm;
import io.polycritic.studies.StudySpec.Stage;
import io.polycritic.studies.StudySpec.Variant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All runs of a plan, each after those that its spec refers to: in any text of a run spec, <code>${run:NAME}</code>
 * stands for the id of the run of a stage or an arm of that name, in the same world and with the same seed. Stages that
 * nothing refers to are not made.
 */
final class Jobs {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{run:([a-z0-9-]+)}");

    private final Plan plan;
    private final Function<String, JsonNode> recipes;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Deque<String> open = new ArrayDeque<>();

    private Jobs(Plan plan, Function<String, JsonNode> recipes) {
        this.plan = plan;
        this.recipes = recipes;
    }

    /**
     * Lists the runs, those that others build on first.
     *
     * @param recipes finds a recipe by its name
     */
    static Collection<Job> of(Plan plan, Function<String, JsonNode> recipes) {
        Jobs all = new Jobs(plan, recipes);
        for (long seed : plan.seeds()) {
            for (Variant world : plan.worlds()) {
                for (Arm arm : plan.arms()) {
                    all.add(arm, world, seed);
                }
            }
        }
        return all.jobs.values();
    }

    private String add(Arm arm, Variant world, long seed) {
        String run = id(plan.prefix(), world.name(), arm.name(), seed);
        JsonNode own = arm.inWorlds().get(world.name());
        JsonNode spec = patched(plan.study().recipe(), world.patch(), arm.patch(), own, plan.patch(), plan.armPatch());
        return add(new Job(run, arm.name(), world.name(), seed, plan.steps(arm), "", List.of()), spec, world);
    }

    private String add(Stage stage, Variant world, long seed) {
        boolean shared = stage.shared() != null;
        long own = stage.seed() == null ? seed : stage.seed();
        String run = shared
                ? id("shared" + (plan.quick() ? ".quick" : ""), "", stage.shared(), own)
                : id(plan.prefix(), world.name(), stage.name(), own);
        JsonNode spec = patched(stage.recipe(), shared ? null : world.patch(), stage.patch(), plan.patch());
        String name = shared ? "" : world.name();
        return add(new Job(run, "", name, own, plan.steps(stage), "", List.of()), spec, world);
    }

    private static String id(String prefix, String world, String name, long seed) {
        return prefix + (world.isEmpty() ? "" : "." + world) + "." + name + "." + seed;
    }

    private JsonNode patched(String recipe, JsonNode... patches) {
        JsonNode spec = recipes.apply(recipe);
        for (JsonNode patch : patches) {
            spec = patch == null ? spec : MergePatch.apply(spec, patch);
        }
        return spec;
    }

    /** Adds a job after those that its spec refers to. */
    private String add(Job job, JsonNode spec, Variant world) {
        if (jobs.containsKey(job.run())) {
            return job.run();
        }
        if (open.contains(job.run())) {
            throw Studies.problem("USER", plan.study().name(), "runs that build on each other in a circle: " + open);
        }
        open.addLast(job.run());
        List<String> after = new ArrayList<>();
        JsonNode whole = resolved(spec, name -> {
            String run = find(name, world, job.seed());
            after.add(run);
            return run;
        });
        open.removeLast();
        jobs.put(
                job.run(),
                new Job(
                        job.run(),
                        job.arm(),
                        job.world(),
                        job.seed(),
                        job.steps(),
                        whole.toString(),
                        List.copyOf(new TreeSet<>(after))));
        return job.run();
    }

    /** Makes the run that a name stands for one of the jobs. */
    private String find(String name, Variant world, long seed) {
        for (Stage stage : plan.study().stages()) {
            if (stage.name().equals(name)) {
                return add(stage, world, seed);
            }
        }
        for (Arm arm : plan.study().arms()) {
            if (arm.name().equals(name)) {
                return add(arm, world, seed);
            }
        }
        throw Studies.problem(
                "USER", plan.study().name(), "${run:" + name + "}: there is no stage and no arm of this name");
    }

    private static JsonNode resolved(JsonNode node, Function<String, String> runs) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(each -> copy.set(each.getKey(), resolved(each.getValue(), runs)));
            return copy;
        } else if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(each -> copy.add(resolved(each, runs)));
            return copy;
        } else if (node.isTextual()) {
            return TextNode.valueOf(REFERENCE
                    .matcher(node.textValue())
                    .replaceAll(match -> Matcher.quoteReplacement(runs.apply(match.group(1)))));
        }
        return node;
    }
}
