package io.polycritic.api.control;

import java.util.List;
import java.util.Map;

/**
 * What came of a study.
 *
 * @param study its name
 * @param title one line: what it compares
 * @param seconds how long it took
 * @param verdict one sentence: which method is ahead, by how much, how sure that is
 * @param table the comparison as text, lines of equal columns
 * @param rows the same as data: one for each method and measure, values by column name (text or numbers)
 * @param runs ids of the runs that it made
 */
public record StudyReport(
        String study,
        String title,
        double seconds,
        String verdict,
        String table,
        List<Map<String, Object>> rows,
        List<String> runs) {}
