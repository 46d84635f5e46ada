package io.headwater.job.evaluate;

/**
 * What earlier versions of this stage kept of a task. It stays for checkpoints that have it: Flink
 * reads a state to let go of it.
 */
public record TaskTally(String task, double[] tally, double loss, double weight, long examples) {}
