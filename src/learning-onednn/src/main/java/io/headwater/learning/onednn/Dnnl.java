package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;

/** What all plans share of oneDNN: the CPU, its stream of work, and how tensors are described. */
final class Dnnl {
  static final engine ENGINE = new engine(engine.kind.cpu, 0);
  static final stream STREAM = new stream(ENGINE);

  private Dnnl() {}

  /** A layout of the primitive's choice. */
  static memory.desc any(long[] dimensions, memory.data_type type) {
    return new memory.desc(dimensions, type, memory.format_tag.any);
  }

  /** Row-major. */
  static memory.desc plain(long[] dimensions, memory.data_type type) {
    long[] strides = new long[dimensions.length];
    long stride = 1;
    for (int i = dimensions.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= dimensions[i];
    }
    return new memory.desc(dimensions, type, strides);
  }

  static memory.desc vector(long length) {
    return plain(new long[] {length}, memory.data_type.f32);
  }

  static long[] dimensions(memory.desc desc) {
    long[] dimensions = new long[desc.get_ndims()];
    desc.get_dims().get(dimensions);
    return dimensions;
  }

  /** Holds on to what would otherwise go with the plan that is being built, if one is. */
  static <P extends Pointer> P keep(P pointer) {
    pointer.retainReference();
    return pointer;
  }

  /** Scratch memory is the plan's, not the primitive's own. */
  static primitive_attr attributes() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(dnnl_scratchpad_mode_user);
    return attributes;
  }

  /** The same, with max(x, 0) of the result. */
  static primitive_attr withRelu() {
    post_ops after = new post_ops();
    after.append_eltwise(dnnl.dnnl_eltwise_relu, 0, 0);
    primitive_attr attributes = attributes();
    attributes.set_post_ops(after);
    return attributes;
  }
}
