package io.polycritic.games;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a team's critics say and do in some states at once, with their present parameters. To be made again when a
 * critic's slot changes its revision.
 */
public final class Players implements AutoCloseable {
    private final Team team;
    private final Program program;
    private final StageGame stage;
    private final List<float[]> values = new ArrayList<>();
    private final int rows;

    /**
     * Compiles the critics.
     *
     * @param critics one a decider
     * @param features f
     * @param rows B
     * @param random draws the others' actions where critics average over samples
     */
    public Players(
            Team team, List<MarginalCritic> critics, int features, int rows, Compute compute, RandomStream random) {
        this.team = team;
        this.rows = rows;
        Node x = Graphs.input("features", rows, features);
        Computation computation = new Computation();
        for (int i = 0; i < critics.size(); i++) {
            Node said = critics.get(i).values(x);
            computation.output("values" + i, said);
            values.add(new float[said.shape().size()]);
        }
        this.program = compute.compile(computation);
        this.stage = new StageGame(
                team.actions(), critics.stream().map(StageGame.Role::of).toList(), random);
    }

    /** Who plays. */
    public Team team() {
        return team;
    }

    /** Counts the rows, B. */
    public int rows() {
        return rows;
    }

    /** Asks the critics about features [B, f] that begin at an index. */
    public void look(float[] features, int offset) {
        program.set("features", features, offset);
        program.run();
        for (int i = 0; i < values.size(); i++) {
            program.get("values" + i, values.get(i), 0);
        }
    }

    /** What a decider's critic said, [B, J] or [B, A_i], live. */
    public float[] values(int decider) {
        return values.get(decider);
    }

    /** The policies in the state of a row. */
    public StageGame at(int row) {
        stage.solve(values, row);
        return stage;
    }

    @Override
    public void close() {
        program.close();
    }
}
