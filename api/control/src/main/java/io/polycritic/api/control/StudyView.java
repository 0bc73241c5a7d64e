package io.polycritic.api.control;

/**
 * A study that can be carried out.
 *
 * @param name its name, in kebab-case
 * @param system the published method that it is about, empty if there is none
 * @param paper where that was published, empty if there is none
 * @param title one line: what it compares
 * @param seeds how many seeds it takes by itself
 * @param runs how many runs it makes
 * @param steps the budget of a run
 * @param last the last report of the whole study, null if there is none
 * @param lastQuick the last report of its short form, null if there is none
 * @param problem why it cannot be carried out, null if it can; title, counts and budget are unknown then
 */
public record StudyView(
        String name,
        String system,
        String paper,
        String title,
        int seeds,
        int runs,
        long steps,
        StudyResult last,
        StudyResult lastQuick,
        Problem problem) {
    /**
     * What came of a study, in short.
     *
     * @param finished when it ended, ISO 8601 in UTC
     * @param summary the study in one line of numbers
     */
    public record StudyResult(String finished, StudySummary summary) {}
}
