package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Map;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.softmax_backward;
import org.bytedeco.dnnl.softmax_forward;

/** Writes a softmax of vectors into a plan. */
final class SoftmaxWriter {
  private static final int FEATURES = 1;

  private SoftmaxWriter() {}

  static Value write(PlanBuilder plan, Value input) {
    Value plain = plan.plain(input);
    memory.desc desc = plain.desc();
    softmax_forward.primitive_desc forward =
        new softmax_forward.primitive_desc(
            Dnnl.ENGINE,
            dnnl_forward_training,
            dnnl_softmax_accurate,
            desc,
            desc,
            FEATURES,
            Dnnl.attributes(),
            false);
    Value output = Value.shared(desc);
    plan.add(
        forward, new softmax_forward(forward), Map.of(DNNL_ARG_SRC, plain, DNNL_ARG_DST, output));
    if (plan.isDemanded(input)) {
      plan.demand(output);
      plan.backward(() -> writeBackward(plan, forward, input, output));
    }
    return output;
  }

  private static void writeBackward(
      PlanBuilder plan, softmax_forward.primitive_desc forward, Value input, Value output) {
    memory.desc desc = output.desc();
    softmax_backward.primitive_desc description =
        new softmax_backward.primitive_desc(
            Dnnl.ENGINE,
            dnnl_softmax_accurate,
            desc,
            desc,
            desc,
            FEATURES,
            forward,
            Dnnl.attributes(),
            false);
    Value onInput = Value.shared(desc);
    plan.add(
        description,
        new softmax_backward(description),
        Map.of(
            DNNL_ARG_DST, output,
            DNNL_ARG_DIFF_DST, plan.plain(plan.gradient(output)),
            DNNL_ARG_DIFF_SRC, onInput));
    plan.addGradient(input, onInput);
  }
}
