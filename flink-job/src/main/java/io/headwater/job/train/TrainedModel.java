package io.headwater.job.train;

import io.headwater.learning.engine.LearnerState;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A version of the model, to be published.
 *
 * @param version from 1
 * @param parentVersion the version before it; 0 for the first
 * @param engine name and version of the engine that trained it
 * @param device what it was trained on
 */
public record TrainedModel(
    long version,
    long parentVersion,
    @TypeInfo(LearnerStateTypes.class) LearnerState state,
    String engine,
    String device) {}
