package io.polycritic.plugins.environments.demonstrations;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PolycriticException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file of demonstrated steps, whose columns are the fields of a world's observations and actions. */
final class StepFile {
    /** The longest text of a number that is allowed for. */
    private static final int LONGEST_NUMBER = 32;

    private final Path path;
    private final int mostSteps;
    private final int observationWidth;
    private final List<Column> columns = new ArrayList<>();

    /** A column's name, and how many classes it tells apart; 0 for a number. */
    private record Column(String name, int classes) {}

    StepFile(Path path, int mostSteps, EnvironmentSpec world) {
        this.path = path;
        this.mostSteps = mostSteps;
        this.observationWidth = world.observation().width();
        addColumns(world.observation());
        addColumns(world.action());
    }

    /** A field of one number has its name as its column; others {@code name[0]}, {@code name[1]} and so on. */
    private void addColumns(Space space) {
        for (FieldSpec field : space.fields()) {
            int classes = field.type() == FieldType.CATEGORY ? (int) field.high() + 1 : 0;
            for (int i = 0; i < field.width(); i++) {
                columns.add(new Column(field.width() == 1 ? field.name() : field.name() + "[" + i + "]", classes));
            }
        }
    }

    /** Refuses a file that is not there, is too large, or has other columns. */
    void requireHeader() {
        try (BufferedReader reader = open()) {
            header(reader);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Reads all of it. */
    Table read() {
        int width = columns.size();
        float[] numbers = new float[Math.multiplyExact(64, width)];
        int rows = 0;
        try (BufferedReader reader = open()) {
            header(reader);
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (rows == mostSteps) {
                    throw refused("has more than " + mostSteps + " steps, the setting maxSteps");
                }
                if ((rows + 1) * width > numbers.length) {
                    numbers = Arrays.copyOf(numbers, Math.multiplyExact(2, numbers.length));
                }
                parse(line, rows + 2, numbers, rows * width);
                rows++;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (rows == 0) {
            throw refused("has no steps behind its line of column names");
        }
        return split(numbers, rows);
    }

    private BufferedReader open() throws IOException {
        if (!Files.isRegularFile(path)) {
            throw refused("is no file");
        }
        long names =
                columns.stream().mapToLong(column -> column.name.length() + 4L).sum();
        long most = names + (long) mostSteps * columns.size() * LONGEST_NUMBER;
        if (Files.size(path) > most) {
            throw refused("has " + Files.size(path) + " bytes; " + mostSteps
                    + " steps, the setting maxSteps, have at most " + most);
        }
        return Files.newBufferedReader(path, StandardCharsets.UTF_8);
    }

    private void header(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        List<String> wanted = columns.stream().map(Column::name).toList();
        List<String> found = line == null
                ? List.of()
                : Arrays.stream(line.split(",", -1)).map(String::strip).toList();
        if (!found.equals(wanted)) {
            throw refused("begins with the columns " + found + "; the environment has " + wanted);
        }
    }

    private void parse(String line, int number, float[] into, int at) {
        String[] cells = line.split(",", -1);
        if (cells.length != columns.size()) {
            throw refused("line " + number + " has " + cells.length + " numbers for " + columns.size() + " columns");
        }
        for (int i = 0; i < cells.length; i++) {
            into[at + i] = parse(cells[i].strip(), number, columns.get(i));
        }
    }

    private float parse(String cell, int line, Column column) {
        float value;
        try {
            value = Float.parseFloat(cell);
        } catch (NumberFormatException e) {
            value = Float.NaN;
        }
        boolean wrongClass = column.classes > 0 && (value != Math.rint(value) || value < 0 || value >= column.classes);
        if (!Float.isFinite(value) || wrongClass) {
            String allowed =
                    column.classes > 0 ? "a whole number from 0 to " + (column.classes - 1) : "a finite number";
            throw refused(
                    "line " + line + ", column '" + column.name + "': found '" + cell + "', allowed is " + allowed);
        }
        return value;
    }

    private Table split(float[] numbers, int rows) {
        int width = columns.size();
        int o = observationWidth;
        int a = width - o;
        Table table = new Table(rows, new float[rows * o], new float[rows * a]);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(numbers, row * width, table.observations(), row * o, o);
            System.arraycopy(numbers, row * width + o, table.actions(), row * a, a);
        }
        return table;
    }

    private PolycriticException unreadable(IOException e) {
        return new PolycriticException(ErrorCode.USER, "file", path + " cannot be read: " + e, e);
    }

    private InvalidConfigException refused(String why) {
        return new InvalidConfigException("file", path + " " + why);
    }
}
