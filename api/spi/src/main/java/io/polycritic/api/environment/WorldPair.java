package io.polycritic.api.environment;

import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.ArrayList;
import java.util.List;

/**
 * Two worlds of equal spec in one slot. Each lane acts in one of them: in the incumbent until an episode ends while the
 * share is greater than the lane's number divided by the number of lanes, then in the newcomer.
 */
final class WorldPair implements World, Pair {
    private final World incumbent;
    private final World newcomer;
    private final Handover handover;
    private final Wiring wiring;
    private List<LanePair> lanes = List.of();

    WorldPair(World incumbent, World newcomer, Handover handover) {
        this.incumbent = incumbent;
        this.newcomer = newcomer;
        this.handover = handover;
        this.wiring = incumbent.wiring().beside(newcomer.wiring());
    }

    @Override
    public EnvironmentSpec spec() {
        return incumbent.spec();
    }

    @Override
    public Wiring wiring() {
        return wiring;
    }

    @Override
    public List<Lane> lanes(int count) {
        if (lanes.size() != count) {
            open(new long[count]);
        }
        List<Lane> old = incumbent.lanes(count);
        List<Lane> young = newcomer.lanes(count);
        for (int i = 0; i < count; i++) {
            lanes.get(i).of(old.get(i), young.get(i));
        }
        return List.copyOf(lanes);
    }

    private void open(long[] over) {
        List<LanePair> opened = new ArrayList<>();
        for (int i = 0; i < over.length; i++) {
            opened.add(new LanePair(handover, (double) i / over.length, over[i] == 1));
        }
        lanes = List.copyOf(opened);
    }

    @Override
    public boolean settled() {
        for (int i = 0; i < lanes.size(); i++) {
            if (!lanes.get(i).isOver()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void save(StateWriter out) {
        out.put("over", lanes.stream().mapToLong(lane -> lane.isOver() ? 1 : 0).toArray());
    }

    @Override
    public void load(StateReader in) {
        open(in.longs("over").orElse(new long[0]));
    }
}
