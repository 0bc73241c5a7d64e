package io.polycritic.api.control;

/** The states of a study that somebody has asked for: {@code WAITING -> RUNNING -> DONE, FAILED or CANCELLED}. */
public enum StudyState {
    /** Others are carried out before it. */
    WAITING,
    /** Its runs are made. */
    RUNNING,
    /** It was cancelled while its runs were made; they write their snapshots and end. */
    CANCELLING,
    /** Its report is there. */
    DONE,
    /** A run of it failed or was stopped; the cause is its problem. Asked for again, it goes on with what is there. */
    FAILED,
    /** Somebody has cancelled it. Asked for again, it goes on with what is there. */
    CANCELLED;

    /**
     * Whether it is over.
     *
     * @return whether nothing more will happen
     */
    public boolean isOver() {
        return compareTo(DONE) >= 0;
    }
}
