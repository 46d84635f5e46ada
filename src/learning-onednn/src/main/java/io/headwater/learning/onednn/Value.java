package io.headwater.learning.onednn;

import org.bytedeco.dnnl.memory;

/**
 * A tensor of a plan.
 *
 * @param desc its dimensions, data type and layout
 * @param storage where it lies; values of different layout may share it
 */
record Value(memory.desc desc, Storage storage) {
  static Value shared(memory.desc desc) {
    return new Value(desc, Storage.shared(desc.get_size()));
  }
}
