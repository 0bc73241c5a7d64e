package io.polycritic.plugins.evaluators.representation;

/** What an evaluator looks at. */
public enum Source {
    /** Features h, behind the encoder. */
    FEATURES,
    /** Embeddings z, behind the projector, not normalised. */
    EMBEDDING,
    /** What is encoded, as a baseline. */
    INPUT
}
