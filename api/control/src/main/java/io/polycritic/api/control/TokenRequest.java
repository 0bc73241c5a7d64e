package io.polycritic.api.control;

/**
 * Asks for a new API token.
 *
 * @param name what it is for, 1 to 64 characters
 * @param role what it may do, at most what its owner and the asker may; null for the smallest role
 * @param days for how many days it works, 1 to 366; null for 90
 * @param owner the user whose it becomes; null for the asker. Others' tokens are made by admins
 */
public record TokenRequest(String name, Role role, Integer days, String owner) {}
