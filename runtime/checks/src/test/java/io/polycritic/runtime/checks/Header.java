package io.polycritic.runtime.checks;

import java.util.ArrayList;
import java.util.List;

/** Takes headers of OSGi manifests apart. */
final class Header {
    /**
     * One clause, such as {@code a.b;version="[1,2)";resolution:=optional}.
     *
     * @param name what stands first
     * @param rest attributes and directives
     */
    record Clause(String name, String rest) {
        boolean optional() {
            return rest.contains("resolution:=optional") || rest.contains("resolution:=\"optional\"");
        }
    }

    private Header() {}

    /** Splits at the commas that are not within quotes. */
    static List<Clause> clauses(String header) {
        List<Clause> clauses = new ArrayList<>();
        if (header == null || header.isBlank()) {
            return clauses;
        }
        for (String clause : header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
            int end = clause.indexOf(';');
            String name = end < 0 ? clause : clause.substring(0, end);
            clauses.add(new Clause(name.strip(), end < 0 ? "" : clause.substring(end + 1)));
        }
        return clauses;
    }
}
