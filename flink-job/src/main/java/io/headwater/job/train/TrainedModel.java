package io.headwater.job.train;

/**
 * A version of the model, to be published.
 *
 * @param version from 1
 * @param parentVersion the version before it; 0 for the first
 * @param engine name and version of the engine that trained it, and the precision
 * @param device what it was trained on
 */
public record TrainedModel(
    long version, long parentVersion, CapturedState state, String engine, String device) {}
