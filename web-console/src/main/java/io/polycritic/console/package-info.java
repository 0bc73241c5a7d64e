/** Serves the static files of the console; all that the console knows it asks the REST API. */
package io.polycritic.console;
