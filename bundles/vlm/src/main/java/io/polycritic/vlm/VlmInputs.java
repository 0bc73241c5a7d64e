package io.polycritic.vlm;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.critique.PathSpace;
import java.util.Arrays;

/**
 * The inputs of a model's graph: pictures, prompts and what is written, gathered from the fields of a batch.
 *
 * @param model the model
 * @param rows B
 * @param written [B, G], tokens of what is written
 * @param promptTokens [B, P]
 * @param pictures [B, C, H, W]
 */
public record VlmInputs(TinyVlm model, int rows, float[] pictures, float[] promptTokens, float[] written) {
    private static final String PICTURES = "pictures";
    private static final String PROMPT = "prompt";
    private static final String WRITTEN = "written";

    /** Inputs of so many rows. */
    public VlmInputs(TinyVlm model, int rows) {
        this(
                model,
                rows,
                new float[rows * model.picture().width()],
                new float[rows * model.prompt()],
                new float[rows * model.generated()]);
        Arrays.fill(promptTokens, PathSpace.NONE);
        Arrays.fill(written, PathSpace.NONE);
    }

    /** The node of the pictures. */
    public Node pictureNode() {
        int[] picture = model.picture().shape().toArray();
        return Graphs.input(PICTURES, rows, picture[0], picture[1], picture[2]);
    }

    /** The node of the prompts. */
    public Node promptNode() {
        return Graphs.input(PROMPT, rows, model.prompt());
    }

    /** A node of what is written; pairs have several, of different names. */
    public Node writtenNode(String name) {
        return Graphs.input(WRITTEN + name, rows, model.generated());
    }

    /** Takes pictures and prompts from rows of a batch, from one of them on; a row behind the last one is empty. */
    public void read(Batch batch, int from) {
        for (int row = 0; row < rows; row++) {
            int given = Math.min(from + row, batch.rows() - 1);
            copy(batch, given, row);
        }
    }

    /** Takes picture and prompt of one row. */
    public void copy(Batch batch, int given, int row) {
        int size = model.picture().width();
        System.arraycopy(batch.numbers(Fields.IMAGE), given * size, pictures, row * size, size);
        int at = row * model.prompt();
        for (String field : model.written().prompt()) {
            int room = Written.room(model.space(), field);
            if (batch.has(field)) {
                System.arraycopy(batch.numbers(field), given * room, promptTokens, at, room);
            } else {
                Arrays.fill(promptTokens, at, at + room, PathSpace.NONE);
            }
            at += room;
        }
    }

    /** The name of the input of texts. */
    public String writtenName(String name) {
        return WRITTEN + name;
    }

    /** Sets pictures alone. */
    public void setPictures(Program program) {
        program.set(PICTURES, pictures, 0);
    }

    /** Sets pictures and prompts. */
    public void setPrompts(Program program) {
        setPictures(program);
        program.set(PROMPT, promptTokens, 0);
    }

    /** Sets what is written. */
    public void setWritten(Program program, String name) {
        program.set(WRITTEN + name, written, 0);
    }

    /** Writes a path into a row, its ends added. */
    public void writePath(int row, int[] tokens) {
        int length = model.generated();
        int at = row * length;
        Arrays.fill(written, at, at + length, PathSpace.NONE);
        written[at++] = PathSpace.BEGIN;
        for (int token : tokens) {
            written[at++] = token;
        }
        written[at] = PathSpace.END;
    }

    /** Writes a critique that has its ends into a row. */
    public void writeCritique(int row, float[] critiques, int from) {
        System.arraycopy(critiques, from * model.generated(), written, row * model.generated(), model.generated());
    }
}
