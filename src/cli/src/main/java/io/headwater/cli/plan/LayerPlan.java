package io.headwater.cli.plan;

import java.util.List;

/**
 * A layer, or layers that belong together.
 *
 * @param name of the layer, or what the names of several begin with
 * @param kind what it computes; of several, how many they are
 * @param output shape of what the last one makes of an image
 * @param parameters numbers that are learned
 * @param flops floating-point operations of a forward pass over one image: two for each
 *     multiplication of a weight
 */
record LayerPlan(String name, String kind, List<Integer> output, long parameters, long flops) {}
