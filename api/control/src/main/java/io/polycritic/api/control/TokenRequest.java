package io.polycritic.api.control;

import java.util.List;

/**
 * Asks for a new API token.
 *
 * @param name what it is for, 1 to 64 characters
 * @param role what it may do, at most what its owner and the asker may; null for the smallest role
 * @param days for how many days it works, 1 to 366; null for 90
 * @param owner the user whose it becomes; null for the asker. Others' tokens are made by admins
 * @param runs the runs that it is limited to: ids, or their beginnings followed by {@code *}, at most 50; null or empty
 *     for all. It cannot do then what is not of a run
 * @param metricsOnly whether it only reads what runs measure, as a viewer; null for no
 */
public record TokenRequest(String name, Role role, Integer days, String owner, List<String> runs, Boolean metricsOnly) {
    /**
     * A token without limits.
     *
     * @param name what it is for
     * @param role what it may do, or null
     * @param days for how many days it works, or null
     * @param owner the user whose it becomes, or null
     */
    public TokenRequest(String name, Role role, Integer days, String owner) {
        this(name, role, days, owner, null, null);
    }
}
