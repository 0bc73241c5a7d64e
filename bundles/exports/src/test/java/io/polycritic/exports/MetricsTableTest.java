package io.polycritic.exports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.store.RunFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTableTest {
    @TempDir
    Path data;

    @Test
    void csvHasOneNumberARow() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MetricsTable.csv(Folders.run(data, "slim-1"), out);
        assertEquals(
                """
                run,update,steps,series,value
                slim-1,1,256,"learner/odd,""name\""",NaN
                slim-1,1,256,learner/return,0.1
                slim-1,2,512,critics.task/loss,inf
                slim-1,2,512,evaluators.play/goalSuccess,-inf
                """,
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void jsonLinesHaveOneNumberALine() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MetricsTable.jsonLines(Folders.run(data, "slim-1"), out);
        assertEquals(
                """
                {"run":"slim-1","update":1,"steps":256,"series":"learner/odd,\\"name\\"","value":"NaN"}
                {"run":"slim-1","update":1,"steps":256,"series":"learner/return","value":0.1}
                {"run":"slim-1","update":2,"steps":512,"series":"critics.task/loss","value":"Infinity"}
                {"run":"slim-1","update":2,"steps":512,"series":"evaluators.play/goalSuccess","value":"-Infinity"}
                """,
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aRunWithoutMetricsHasAHeaderAlone() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MetricsTable.csv(RunFolder.of(data, "none-1"), out);
        assertEquals("run,update,steps,series,value\n", out.toString(StandardCharsets.UTF_8));
    }

    /** A client that leaves is no failure of the run's file. */
    @Test
    void aFailureToWriteIsTheWriters() {
        IOException left = new IOException("the client has left");
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw left;
            }
        };
        RunFolder folder = Folders.run(data, "slim-1");
        assertSame(left, assertThrows(IOException.class, () -> MetricsTable.csv(folder, broken)));
    }
}
