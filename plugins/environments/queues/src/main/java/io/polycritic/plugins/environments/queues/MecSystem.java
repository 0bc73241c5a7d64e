package io.polycritic.plugins.environments.queues;

import io.polycritic.api.plugin.InvalidConfigException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which servers an episode may have.
 *
 * @param least the fewest servers
 * @param most the most
 * @param slowest the least speed of a server, in GHz
 * @param fastest the greatest
 * @param listed speeds of all servers in GHz, if they are not drawn; empty otherwise
 */
record MecSystem(int least, int most, double slowest, double fastest, double[] listed) {
    private static final Pattern NAME = Pattern.compile("servers-(\\d{1,3})(-slow|-fast)?");

    /** Refuses numbers that contradict each other. */
    MecSystem checked(boolean cloud) {
        if (least > most) {
            throw new InvalidConfigException(
                    "minServers", "found " + least + ", allowed is at most maxServers, " + most);
        }
        if (least == 0 && !cloud) {
            throw new InvalidConfigException(
                    "minServers",
                    "found 0 servers and no cloud, so that tasks have nowhere to go; allowed is at least 1 server, or"
                            + " cloud true");
        }
        if (slowest > fastest) {
            throw new InvalidConfigException(
                    "minFrequency", "found " + slowest + " GHz, allowed is at most maxFrequency, " + fastest + " GHz");
        }
        return this;
    }

    /**
     * A system by its name: {@code servers-N}, or with {@code -slow} for 1 to 1.5 GHz, {@code -fast} for 4 to 5 GHz.
     */
    MecSystem named(String name, boolean cloud) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new InvalidConfigException(
                    "systems",
                    "found '" + name + "', allowed are servers-N, servers-N-slow and servers-N-fast with a number N");
        }
        int servers = Integer.parseInt(matcher.group(1));
        String speed = matcher.group(2);
        if (speed == null) {
            return new MecSystem(servers, servers, slowest, fastest, new double[0]).checked(cloud);
        }
        boolean slow = speed.equals("-slow");
        return new MecSystem(servers, servers, slow ? 1 : 4, slow ? 1.5 : 5, new double[0]).checked(cloud);
    }
}
