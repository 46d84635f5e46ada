package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Map;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;

/** Layers of two inputs of one shape. */
final class Pairwise {
  private Pairwise() {}

  /** a + b, and the rectifier after it. */
  static Value add(PlanBuilder plan, Value a, Value b, boolean relu) {
    Value output = binary(plan, dnnl_binary_add, a, b, relu ? Dnnl.withRelu() : Dnnl.attributes());
    if (plan.isDemanded(a) || plan.isDemanded(b)) {
      plan.demand(output);
      plan.backward(
          () -> {
            Value onOutput = plan.gradient(output);
            Value onSum = relu ? Activation.RELU.backward(plan, output, onOutput) : onOutput;
            pass(plan, a, onSum);
            pass(plan, b, onSum);
          });
    }
    return output;
  }

  /** a b, without its gradient. */
  static Value product(PlanBuilder plan, Value a, Value b) {
    return binary(plan, dnnl_binary_mul, a, b, Dnnl.attributes());
  }

  /** |a - b|. */
  static Value distance(PlanBuilder plan, Value a, Value b) {
    Value difference = binary(plan, dnnl_binary_sub, a, b, Dnnl.attributes());
    eltwise_forward.primitive_desc forward = eltwise(dnnl_eltwise_abs, difference.desc(), 0);
    Value output = Value.shared(difference.desc());
    write(plan, forward, difference, output);
    plan.demand(output);
    plan.backward(() -> distanceBackward(plan, forward, a, b, difference, output));
    return output;
  }

  private static void distanceBackward(
      PlanBuilder plan,
      eltwise_forward.primitive_desc forward,
      Value a,
      Value b,
      Value difference,
      Value output) {
    memory.desc desc = difference.desc();
    eltwise_backward.primitive_desc description =
        new eltwise_backward.primitive_desc(
            Dnnl.ENGINE, dnnl_eltwise_abs, desc, desc, desc, forward, Dnnl.attributes(), false);
    Value onDifference = Value.shared(desc);
    plan.add(
        description,
        new eltwise_backward(description),
        Map.of(
            DNNL_ARG_SRC, difference,
            DNNL_ARG_DIFF_DST, plan.as(plan.gradient(output), desc),
            DNNL_ARG_DIFF_SRC, onDifference));
    pass(plan, a, onDifference);
    Value negative = Value.shared(desc);
    write(plan, eltwise(dnnl_eltwise_linear, desc, -1), onDifference, negative);
    pass(plan, b, negative);
  }

  private static void pass(PlanBuilder plan, Value input, Value gradient) {
    if (plan.isDemanded(input)) {
      plan.addGradient(input, gradient);
    }
  }

  private static Value binary(
      PlanBuilder plan, int algorithm, Value a, Value b, primitive_attr attributes) {
    memory.desc desc = a.desc();
    binary.primitive_desc description =
        new binary.primitive_desc(Dnnl.ENGINE, algorithm, desc, desc, desc, attributes, false);
    Value output = Value.shared(desc);
    plan.add(
        description,
        new binary(description),
        Map.of(DNNL_ARG_SRC_0, a, DNNL_ARG_SRC_1, plan.as(b, desc), DNNL_ARG_DST, output));
    return output;
  }

  private static eltwise_forward.primitive_desc eltwise(
      int algorithm, memory.desc desc, float factor) {
    return new eltwise_forward.primitive_desc(
        Dnnl.ENGINE,
        dnnl_forward_training,
        algorithm,
        desc,
        desc,
        factor,
        0,
        Dnnl.attributes(),
        false);
  }

  private static void write(
      PlanBuilder plan, eltwise_forward.primitive_desc description, Value input, Value output) {
    plan.add(
        description,
        new eltwise_forward(description),
        Map.of(DNNL_ARG_SRC, input, DNNL_ARG_DST, output));
  }
}
