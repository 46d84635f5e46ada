package io.headwater.cli.submit;

import org.jspecify.annotations.Nullable;

/**
 * What was done with a job, for programs.
 *
 * @param flink the cluster's address
 * @param outcome "started", "stopped", "upgraded", or "put back": the new job did not start, and
 *     the old one runs again
 * @param job the id of the job that runs now; null if none does
 * @param savepoint from which it goes on, or with which it was stopped; null if it began from
 *     nothing
 */
record SubmitReport(
    String model, String flink, String outcome, @Nullable String job, @Nullable String savepoint) {}
