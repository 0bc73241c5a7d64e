package io.polycritic.plugins.environments.language;

/** What posts are about: how many facts they have, and how many of them matter. */
public enum Domain {
    /** Eight facts, of which three matter. */
    POSTS(8, 3),
    /** Eleven facts, of which four matter: longer texts, for policies that have never seen such. */
    NEWS(11, 4);

    private final int facts;
    private final int salient;

    Domain(int facts, int salient) {
        this.facts = facts;
        this.salient = salient;
    }

    int facts() {
        return facts;
    }

    int salient() {
        return salient;
    }
}
