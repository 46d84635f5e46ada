package io.headwater.learning.weighting;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What a weighting may see of a step, once it is taken.
 *
 * @param before what it saw before
 * @param weights that the losses had, the configured ones included
 * @param lossesAfter of the same examples after the update, by task name; computed when asked for,
 *     which takes another forward pass
 */
public record AppliedStep(
    TaskLosses before, Map<String, Double> weights, Supplier<Map<String, Double>> lossesAfter) {}
