/** Environments of queues: tasks that are sent to servers. */
package io.polycritic.plugins.environments.queues;
