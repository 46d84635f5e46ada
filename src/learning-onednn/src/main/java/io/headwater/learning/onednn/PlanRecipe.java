package io.headwater.learning.onednn;

import io.headwater.learning.model.Network;
import org.bytedeco.dnnl.memory;

/**
 * What all plans of a network have in common.
 *
 * @param type in which products are computed
 * @param scaleFactor one 32-bit float: by which bytes are multiplied
 */
record PlanRecipe(
    Network network, memory.data_type type, Parameters parameters, Value scaleFactor) {}
