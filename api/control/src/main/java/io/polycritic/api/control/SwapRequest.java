package io.polycritic.api.control;

import java.util.Map;

/**
 * Asks for another part in a slot.
 *
 * @param slot the slot's path; a path without occupant adds a slot
 * @param plugin the plugin's id, or {@code id@version}; empty to remove the slot
 * @param config its configuration; settings left out have their defaults
 * @param mode {@code warm} (the default, also for null) carries the state by name, {@code cold} begins anew
 * @param weight the weight of the slot's signal, or null to keep it
 */
public record SwapRequest(String slot, String plugin, Map<String, Object> config, String mode, Double weight) {}
