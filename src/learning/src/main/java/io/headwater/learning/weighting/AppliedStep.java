package io.headwater.learning.weighting;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What a weighting may see of a step, once it is taken.
 *
 * @param losses before the update, by task name
 * @param weights that the losses had
 * @param gradientNorms of each task's unweighted loss on the shared parameters; empty unless the
 *     tasks' gradients were taken one by one
 * @param lossesAfter of the same examples after the update; computed when asked for, which takes
 *     another forward pass
 */
public record AppliedStep(
    Map<String, Double> losses,
    Map<String, Double> weights,
    Map<String, Double> gradientNorms,
    Supplier<Map<String, Double>> lossesAfter) {}
