package io.polycritic.plugins.environments.memory;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.rl.ReplayMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ring of rows, the newest over the oldest. The rows of one step of all lanes lie behind one another. */
final class RingMemory implements ReplayMemory {
    private static final EnvironmentSpec SPEC = EnvironmentSpec.single(Space.EMPTY, Space.EMPTY, Space.EMPTY, 0, 0);
    private static final String COLUMN = "columns/";

    private final PartContext context;
    private final Draw draw;
    private final Joined joined;
    private final StaleRewards stale;
    private final int limit;
    private Map<String, Column> columns = new LinkedHashMap<>();
    private List<FieldSpec> fields = List.of();
    private int lanes;
    private int capacity;
    private int size;
    private int head;
    private int[] positions = new int[0];

    /**
     * Makes an empty memory.
     *
     * @param limit rows at most; rounded down to whole steps of all lanes
     */
    RingMemory(PartContext context, int limit, Joined joined, StaleRewards stale, Draw draw) {
        this.context = context;
        this.limit = limit;
        this.joined = joined;
        this.stale = stale;
        this.draw = draw;
    }

    /** What a row holds is the learner's affair, so the spaces are empty. */
    @Override
    public EnvironmentSpec spec() {
        return SPEC;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder().calls("rewards.*", RewardModel.class, 0).build();
    }

    @Override
    public boolean relabels() {
        return stale.relabels();
    }

    @Override
    public void refresh() {
        stale.refresh(columns, lanes, size);
    }

    @Override
    public void open(List<FieldSpec> wanted, int wantedLanes) {
        List<String> lacking = new ArrayList<>();
        Map<String, Column> kept = lanes == wantedLanes ? kept(wanted, lacking) : Map.of();
        if (size > 0 && kept.size() == wanted.size() && kept.size() > shared(wanted)) {
            lacking = stale.fill(kept, size);
        }
        if (kept.size() < wanted.size() || !lacking.isEmpty()) {
            if (size > 0) {
                forgetting(wanted, wantedLanes, lacking);
            }
            begin(wantedLanes);
            kept = new LinkedHashMap<>();
            for (FieldSpec field : wanted) {
                kept.put(field.name(), new Column(field.width(), capacity));
            }
        }
        columns = kept;
        fields = List.copyOf(wanted);
        stale.open(fields);
    }

    /** Columns that are there, and empty ones for rewards that are not; what else is not there is lacking. */
    private Map<String, Column> kept(List<FieldSpec> wanted, List<String> lacking) {
        Map<String, Column> kept = new LinkedHashMap<>();
        for (FieldSpec field : wanted) {
            Column column = columns.get(field.name());
            if (column == null && StaleRewards.isReward(field)) {
                kept.put(field.name(), new Column(field.width(), capacity));
            } else if (column != null && column.width() == field.width()) {
                kept.put(field.name(), column);
            } else {
                lacking.add(field.name());
            }
        }
        return kept;
    }

    private int shared(List<FieldSpec> wanted) {
        return (int) wanted.stream()
                .filter(field -> columns.containsKey(field.name()))
                .count();
    }

    private void forgetting(List<FieldSpec> wanted, int wantedLanes, List<String> lacking) {
        context.logger()
                .log(
                        System.Logger.Level.WARNING,
                        "{0} rows of {1} are forgotten, because rows are to hold {2} of {3} lanes now, and lack {4}",
                        size,
                        columns.keySet(),
                        wanted.stream().map(FieldSpec::name).toList(),
                        wantedLanes,
                        lanes == wantedLanes ? lacking : "the order of these lanes");
    }

    private void begin(int wantedLanes) {
        lanes = wantedLanes;
        capacity = Math.max(1, limit / lanes) * lanes;
        size = 0;
        head = 0;
        columns.clear();
        draw.clear();
        stale.clear();
    }

    @Override
    public void append(Batch batch) {
        int rows = batch.rows();
        for (int i = 0; i < fields.size(); i++) {
            FieldSpec field = fields.get(i);
            Column column = columns.get(field.name());
            column.room(Math.min(capacity, size + rows));
            float[] source = batch.numbers(field.name());
            int position = head;
            for (int row = 0; row < rows; row++) {
                column.write(source, row, position);
                position = position + 1 == capacity ? 0 : position + 1;
            }
        }
        stale.appended(rows, lanes);
        for (int row = 0; row < rows; row++) {
            draw.written(head);
            stale.written(head, head < size);
            head = head + 1 == capacity ? 0 : head + 1;
        }
        size = Math.min(capacity, size + rows);
    }

    /** The last step of each lane bootstraps from the value of what followed it, as after a time limit. */
    @Override
    public void cut() {
        Column endings = columns.get(Fields.ENDING);
        if (endings == null) {
            return;
        }
        for (int i = 1; i <= Math.min(lanes, size); i++) {
            int position = (head - i + capacity) % capacity;
            if (endings.numbers()[position] == Ending.RUNNING.ordinal()) {
                endings.numbers()[position] = Ending.TRUNCATED.ordinal();
            }
        }
    }

    @Override
    public boolean next(Batch batch) {
        if (size == 0) {
            return false;
        }
        if (positions.length != batch.rows()) {
            positions = new int[batch.rows()];
        }
        draw.draw(size, positions, batch);
        for (int i = 0; i < fields.size(); i++) {
            FieldSpec field = fields.get(i);
            columns.get(field.name()).gather(positions, batch.put(field));
        }
        if (joined.steps() > 1) {
            joined.apply(new Joined.Ring(columns, fields, lanes, capacity, size, head), positions, batch);
        }
        return true;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int steps() {
        return joined.steps();
    }

    @Override
    public double discount() {
        return joined.discount();
    }

    @Override
    public boolean usesErrors() {
        return draw.usesErrors();
    }

    @Override
    public void learned(float[] errors) {
        draw.learned(positions, errors);
    }

    @Override
    public void save(StateWriter out) {
        out.put("ring", lanes, size, head);
        columns.forEach((name, column) -> {
            out.put("widths/" + name, column.width());
            out.put(COLUMN + name, column.first(size));
        });
        draw.save(out.under("draw"), size);
        stale.save(out.under("stale"), size);
    }

    /** Rows of a ring of another size are put in order, the oldest left out if there is no room. */
    @Override
    public void load(StateReader in) {
        long[] ring = new long[3];
        if (!in.read("ring", ring) || ring[0] == 0) {
            return;
        }
        begin((int) ring[0]);
        Saved saved = new Saved((int) ring[1], (int) ring[2], capacity);
        for (String name : in.names()) {
            if (name.startsWith(COLUMN)) {
                String field = name.substring(COLUMN.length());
                int width =
                        in.longs("widths/" + field).map(found -> (int) found[0]).orElse(0);
                Column column = new Column(width, capacity);
                saved.into(column, in.floats(name).orElseThrow());
                columns.put(field, column);
            }
        }
        stale.load(in.under("stale"), saved);
        size = saved.kept();
        head = saved.head();
        if (saved.inPlace()) {
            draw.load(in.under("draw"), size);
        } else {
            for (int position = 0; position < size; position++) {
                draw.written(position);
            }
        }
    }
}
