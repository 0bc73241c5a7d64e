package io.polycritic.api.control;

/**
 * Asks for changes of a user; what is null stays. A new password, and disabling, end all sessions of the user.
 *
 * @param role the new role
 * @param enabled whether the user may log in
 * @param password the new password
 * @param currentPassword the present password, which users must give to change their own
 */
public record UserChange(Role role, Boolean enabled, String password, String currentPassword) {
    /** Without the passwords. */
    @Override
    public String toString() {
        return "UserChange[" + role + ", " + enabled + "]";
    }
}
