package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Map;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.memory;

/** max(x, 0), whose gradient follows from its output. */
final class Rectifier {
  private Rectifier() {}

  static Value write(PlanBuilder plan, Value input) {
    Value output = Value.shared(input.desc());
    eltwise_forward.primitive_desc forward = forward(input.desc());
    plan.add(
        forward, new eltwise_forward(forward), Map.of(DNNL_ARG_SRC, input, DNNL_ARG_DST, output));
    if (plan.isDemanded(input)) {
      plan.demand(output);
      plan.backward(() -> plan.addGradient(input, backward(plan, output, plan.gradient(output))));
    }
    return output;
  }

  /** The gradient on what came out as {@code output}. */
  static Value backward(PlanBuilder plan, Value output, Value onOutput) {
    memory.desc desc = output.desc();
    eltwise_backward.primitive_desc description =
        new eltwise_backward.primitive_desc(
            Dnnl.ENGINE,
            dnnl_eltwise_relu_use_dst_for_bwd,
            desc,
            desc,
            desc,
            forward(desc),
            Dnnl.attributes(),
            false);
    Value onInput = Value.shared(desc);
    plan.add(
        description,
        new eltwise_backward(description),
        Map.of(
            DNNL_ARG_DST, output,
            DNNL_ARG_DIFF_DST, plan.as(onOutput, desc),
            DNNL_ARG_DIFF_SRC, onInput));
    return onInput;
  }

  private static eltwise_forward.primitive_desc forward(memory.desc desc) {
    return new eltwise_forward.primitive_desc(
        Dnnl.ENGINE,
        dnnl_forward_training,
        dnnl_eltwise_relu_use_dst_for_bwd,
        desc,
        desc,
        Dnnl.attributes(),
        false);
  }
}
