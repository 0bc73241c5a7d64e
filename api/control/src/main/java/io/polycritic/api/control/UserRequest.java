package io.polycritic.api.control;

/**
 * Asks for a new user.
 *
 * @param name 1 to 32 lower-case letters, digits, {@code .}, {@code _}, {@code -}, beginning with a letter
 * @param role what the user may do
 * @param password 12 to 256 characters; must not contain the name
 */
public record UserRequest(String name, Role role, String password) {
    /** Without the password. */
    @Override
    public String toString() {
        return "UserRequest[" + name + ", " + role + "]";
    }
}
