package io.polycritic.http;

import io.polycritic.api.control.Role;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the handler of a method and a path such as {@code /runs/{run}/swaps}. */
final class Router {
    /** Answers one kind of request. */
    @FunctionalInterface
    interface Handler {
        Reply handle(Call call) throws Exception;
    }

    /**
     * A handler and where it is.
     *
     * @param role who may ask; null for whoever comes
     * @param method the HTTP method
     * @param segments the path; those in braces are variables
     * @param operation what it takes and gives
     * @param handler what answers
     */
    record Route(Role role, String method, List<String> segments, Operation operation, Handler handler) {
        /** The names of its query parameters. */
        Set<String> query() {
            return operation.query().stream().map(Parameter::name).collect(Collectors.toUnmodifiableSet());
        }

        /** The names of the path's variables, in their order. */
        List<String> variables() {
            return segments.stream()
                    .filter(Route::variable)
                    .map(segment -> segment.substring(1, segment.length() - 1))
                    .toList();
        }

        /** The path as it is written down. */
        String path() {
            return "/" + String.join("/", segments);
        }

        boolean matches(List<String> path) {
            if (path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                if (!variable(segments.get(i)) && !segments.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> variables(List<String> path) {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (variable(segment)) {
                    values.put(segment.substring(1, segment.length() - 1), path.get(i));
                }
            }
            return values;
        }

        private static boolean variable(String segment) {
            return segment.startsWith("{");
        }
    }

    /**
     * What was found.
     *
     * @param route the route
     * @param variables the values of its variables
     */
    record Match(Route route, Map<String, String> variables) {}

    private final List<Route> routes = new ArrayList<>();

    /** Adds a route for people of a role. */
    Router on(Role role, String method, String path, Operation operation, Handler handler) {
        routes.add(new Route(Objects.requireNonNull(role), method, split(path), operation, handler));
        return this;
    }

    /** Adds a route for whoever comes. */
    Router open(String method, String path, Operation operation, Handler handler) {
        routes.add(new Route(null, method, split(path), operation, handler));
        return this;
    }

    /** All routes, in the order of their making. */
    List<Route> routes() {
        return List.copyOf(routes);
    }

    /**
     * Finds the route of a request.
     *
     * @param method the method
     * @param path the path as it was sent, percent-encoded, from the API's root on
     * @return the route
     * @throws HttpProblem with 404 for an unknown path, 405 for a method that the path does not have
     */
    Match find(String method, String path) {
        List<String> segments = split(path);
        Set<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (route.matches(segments)) {
                if (route.method().equals(method)) {
                    return new Match(route, route.variables(segments));
                }
                methods.add(route.method());
            }
        }
        if (methods.isEmpty()) {
            throw HttpProblem.of(404, "NOT_FOUND", path, "there is nothing here; GET /api/v1 lists what there is");
        }
        throw HttpProblem.of(405, "USER", path, "allowed here: " + String.join(", ", methods));
    }

    /** Text as one segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> split(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(Router::decode)
                .toList();
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.user("", "the address is not well-formed: " + e.getMessage());
        }
    }
}
