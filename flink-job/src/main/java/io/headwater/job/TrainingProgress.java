package io.headwater.job;

/**
 * How far training is, since its task started or was started again.
 *
 * @param steps joint steps
 * @param examples in the mini-batches of these steps
 * @param checkpoints for which training stood still
 * @param standstillMillis how long it stood still for the last of them; 0 if there was none
 */
public record TrainingProgress(
    long steps, long examples, long checkpoints, double standstillMillis) {}
