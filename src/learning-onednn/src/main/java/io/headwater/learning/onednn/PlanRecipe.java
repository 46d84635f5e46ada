package io.headwater.learning.onednn;

import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import org.bytedeco.dnnl.memory;

/**
 * What all plans of a network have in common.
 *
 * @param type in which products are computed
 * @param scaleFactor one 32-bit float: by which bytes are multiplied
 */
record PlanRecipe(
    Network network, memory.data_type type, Parameters parameters, Value scaleFactor) {
  /**
   * How feature maps lie: channel after channel of a pixel, for which there are the faster kernels
   * of convolutions; the kernels' choice where a normalisation comes between, which is slower so.
   */
  memory.format_tag maps() {
    boolean normalises =
        network.nodes().stream().anyMatch(node -> node.layer() instanceof Layer.BatchNorm);
    return normalises ? memory.format_tag.any : memory.format_tag.nhwc;
  }
}
