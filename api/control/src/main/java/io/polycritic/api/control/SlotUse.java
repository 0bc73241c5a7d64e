package io.polycritic.api.control;

import java.util.List;

/**
 * That the part of one slot uses that of another.
 *
 * @param slot the path of the slot that is used
 * @param calls whether its part is called
 * @param fields names of the fields of the batch that are read and that it adds
 */
public record SlotUse(String slot, boolean calls, List<String> fields) {}
