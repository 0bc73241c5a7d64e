package io.polycritic.compute.plan;

import io.polycritic.compute.graph.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups that have nothing to do with one another, such as those of independent critics. What only adds up their
 * results, and is needed by nothing that costs anything, joins no strands.
 */
final class Strands {
    /** Groups below, in expected microseconds, may stand at the end of several strands. */
    private static final double LIGHT = 0.5;

    private final List<Group> groups;
    private final Map<Object, Group> producers = new HashMap<>();
    private final Map<Group, List<Group>> sources = new HashMap<>();
    private final Map<Group, Boolean> endings = new HashMap<>();
    private final Map<Group, Group> parents = new HashMap<>();

    private Strands(List<Group> groups) {
        this.groups = groups;
        for (Group group : groups) {
            group.members().forEach(member -> producers.put(member, group));
        }
        for (Group group : groups) {
            List<Group> before = new ArrayList<>();
            for (Value member : group.members()) {
                for (Operand operand : group.operands(member)) {
                    Group source = producers.get(Grouping.base(operand.source()));
                    if (source != null && source != group) {
                        before.add(source);
                    }
                }
            }
            sources.put(group, before);
            parents.put(group, group);
        }
    }

    /** The strands, longest first, each in the order of the groups; last, those that end several. */
    static List<List<Group>> of(List<Group> groups) {
        return new Strands(groups).find();
    }

    static double cost(List<Group> strand) {
        return strand.stream().mapToDouble(Cost::of).sum();
    }

    private List<List<Group>> find() {
        for (int i = groups.size() - 1; i >= 0; i--) {
            Group group = groups.get(i);
            boolean ending = Cost.of(group) < LIGHT && endings.getOrDefault(group, true);
            endings.put(group, ending);
            for (Group source : sources.get(group)) {
                endings.merge(source, ending, Boolean::logicalAnd);
            }
        }
        for (Group group : groups) {
            if (!endings.get(group)) {
                sources.get(group).forEach(source -> parents.put(root(source), root(group)));
            }
        }
        Map<Group, List<Group>> strands = new LinkedHashMap<>();
        List<Group> last = new ArrayList<>();
        for (Group group : groups) {
            (endings.get(group) ? last : strands.computeIfAbsent(root(group), any -> new ArrayList<>())).add(group);
        }
        List<List<Group>> found = new ArrayList<>(strands.values());
        found.sort(Comparator.comparingDouble(strand -> -cost(strand)));
        found.add(last);
        return found;
    }

    private Group root(Group group) {
        Group at = group;
        while (parents.get(at) != at) {
            at = parents.get(at);
        }
        return at;
    }
}
