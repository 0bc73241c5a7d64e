package io.polycritic.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The host names under which the server answers. A page of somebody else that rebinds its own name to 127.0.0.1 still
 * sends that name, and is refused.
 */
final class Hosts {
    private final Set<String> names = new TreeSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    /**
     * Makes the set of names.
     *
     * @param more names to allow besides those of the loopback interface, separated by commas, or null
     */
    Hosts(String more) {
        if (more != null) {
            for (String name : more.split(",")) {
                if (!name.isBlank()) {
                    names.add(name.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    /** Whether a Host header names this server, with any port. */
    boolean allows(String header) {
        if (header == null) {
            return false;
        }
        String host = header.strip().toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        if (colon > host.lastIndexOf(']')) {
            if (!host.substring(colon + 1).matches("[0-9]{1,5}")) {
                return false;
            }
            host = host.substring(0, colon);
        }
        return names.contains(host);
    }

    /** Whether an address literal, as the container reports a client's, is of the loopback interface. */
    static boolean loopback(String address) {
        try {
            return address != null
                    && !address.isEmpty()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return String.join(", ", names);
    }
}
