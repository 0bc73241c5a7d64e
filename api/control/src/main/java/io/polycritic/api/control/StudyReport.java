package io.polycritic.api.control;

import java.util.List;

/**
 * What came of a study.
 *
 * @param study its name
 * @param system the published method that it is about, empty if there is none
 * @param paper where that was published, empty if there is none
 * @param title one line: what it compares
 * @param quick whether this is the short form
 * @param finished when it ended, ISO 8601 in UTC
 * @param seconds how long it took; runs that were there already took none
 * @param steps the budget of a run, as {@code RunView.steps} counts
 * @param seeds the seeds
 * @param worlds the worlds that every arm was run in; one of the name {@code ""} where the study has no such list
 * @param method the arm that is the method
 * @param arms the arms: the method and its baselines
 * @param summary the study in one line of numbers
 * @param verdict one sentence: how many bars are reached
 * @param table the comparison as text, lines of equal columns
 * @param figures what was measured, of each metric, world and arm, and of all worlds together
 * @param bars what must hold, and whether it does
 * @param curves how metrics came along with the steps
 * @param profiles how many runs are above how much
 * @param runs ids of all runs behind the report, those that others build on included
 */
public record StudyReport(
        String study,
        String system,
        String paper,
        String title,
        boolean quick,
        String finished,
        double seconds,
        long steps,
        List<Long> seeds,
        List<String> worlds,
        String method,
        List<StudyArm> arms,
        StudySummary summary,
        String verdict,
        String table,
        List<StudyFigure> figures,
        List<StudyBar> bars,
        List<StudyCurve> curves,
        List<StudyProfile> profiles,
        List<String> runs) {}
