/** Backups of a data folder, made while runs go on. */
package io.polycritic.backup;
