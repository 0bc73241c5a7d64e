/**
 * Who may do what. {@link io.polycritic.accounts.Accounts} is the service; behind it are users with password hashes,
 * API tokens and sessions kept as hashes of random secrets, one-time codes in memory, and the audit log.
 */
package io.polycritic.accounts;
