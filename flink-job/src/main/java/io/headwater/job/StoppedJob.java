package io.headwater.job;

import java.util.Optional;

/**
 * What a job has left behind when it was stopped.
 *
 * @param kept from which it will go on; empty if no checkpoint was completed
 * @param complete whether all that was learned is in it
 * @param stepsAfter joint steps taken since, which will be taken again; 0 if unknown
 */
public record StoppedJob(Optional<KeptState> kept, boolean complete, long stepsAfter) {}
