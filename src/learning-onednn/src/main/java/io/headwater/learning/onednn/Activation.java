package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Map;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.memory;

/** A function of each number, whose gradient follows from its output. */
enum Activation {
  /** max(x, 0). */
  RELU(dnnl_eltwise_relu_use_dst_for_bwd),
  /** 1 / (1 + exp(-x)). */
  SIGMOID(dnnl_eltwise_logistic_use_dst_for_bwd);

  private final int algorithm;

  Activation(int algorithm) {
    this.algorithm = algorithm;
  }

  Value write(PlanBuilder plan, Value input) {
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

  /** The gradient on the input of what came out as {@code output}. */
  Value backward(PlanBuilder plan, Value output, Value onOutput) {
    memory.desc desc = output.desc();
    eltwise_backward.primitive_desc description =
        new eltwise_backward.primitive_desc(
            Dnnl.ENGINE, algorithm, desc, desc, desc, forward(desc), Dnnl.attributes(), false);
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

  private eltwise_forward.primitive_desc forward(memory.desc desc) {
    return new eltwise_forward.primitive_desc(
        Dnnl.ENGINE, dnnl_forward_training, algorithm, desc, desc, Dnnl.attributes(), false);
  }
}
