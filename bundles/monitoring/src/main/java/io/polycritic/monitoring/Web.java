package io.polycritic.monitoring;

/** Where this bundle's addresses are. */
final class Web {
    /** Selects the web context of the platform, which refuses foreign host names and whoever may not look. */
    static final String CONTEXT = "(osgi.http.whiteboard.context.name=polycritic)";

    /** Request attribute in which the REST interface leaves the template of the route that it has found. */
    static final String ROUTE = "io.polycritic.route";

    private Web() {}
}
