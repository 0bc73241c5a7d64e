package io.polycritic.api.control;

/** What somebody may do; each role includes those before it. */
public enum Role {
    /** Reads everything but accounts of others and the audit log. */
    VIEWER,
    /** Changes runs: starts, stops, swaps, settings, forks; carries out studies. */
    OPERATOR,
    /** Installs plugins, manages users and everybody's tokens, reads the audit log, makes backups. */
    ADMIN;

    /**
     * Whether somebody with this role may do what another role may.
     *
     * @param needed the other role
     * @return whether it is this one or a smaller one
     */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    /**
     * The smaller of two roles.
     *
     * @param other the other role
     * @return what both may do
     */
    public Role atMost(Role other) {
        return includes(other) ? other : this;
    }
}
