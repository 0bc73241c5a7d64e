package io.polycritic.api.control;

import java.util.List;

/**
 * What a swap would do, tried on a copy of the run.
 *
 * @param fits whether the ticket would be prepared
 * @param problem why not, or null
 * @param modes the modes that the slot's role and the two parts support
 * @param transfer what would become of the state, in the mode asked for
 */
public record SwapPreview(boolean fits, Problem problem, List<String> modes, StateTransfer transfer) {}
