package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc;
import org.jspecify.annotations.Nullable;

/** Writes a layer of products with weights, and the rectifier after it, into a plan. */
abstract class ProductWriter {
  final PlanBuilder plan;
  final Value input;
  final boolean relu;

  /** A primitive with its description. */
  record Kernel(primitive_desc description, primitive primitive) {}

  ProductWriter(PlanBuilder plan, Value input, boolean relu) {
    this.plan = plan;
    this.input = input;
    this.relu = relu;
  }

  abstract Parameter weight();

  abstract @Nullable Parameter bias();

  abstract Kernel forward();

  /**
   * The gradients on weights and bias.
   *
   * @param weights in this layout
   */
  abstract Kernel backwardWeights(memory.desc weights);

  /** The gradient on the input. */
  abstract Kernel backwardData();

  /** That of the gradient, so that only the weights are ever put into another order. */
  static memory.desc preferredLayout(Kernel backwardWeights) {
    return backwardWeights.description().diff_weights_desc();
  }

  Value write() {
    Kernel forward = forward();
    Value output = Value.shared(forward.description().dst_desc());
    Value weights = weight().weight();
    Map<Integer, Value> arguments = new LinkedHashMap<>();
    arguments.put(DNNL_ARG_SRC, plan.as(input, forward.description().src_desc()));
    arguments.put(DNNL_ARG_WEIGHTS, plan.as(weights, forward.description().weights_desc()));
    Parameter bias = bias();
    if (bias != null) {
      arguments.put(DNNL_ARG_BIAS, bias.weight());
    }
    arguments.put(DNNL_ARG_DST, output);
    plan.add(forward.description(), forward.primitive(), arguments);
    plan.demand(output);
    plan.backward(
        () -> {
          Value onOutput = plan.gradient(output);
          Value beforeRelu = relu ? Activation.RELU.backward(plan, output, onOutput) : onOutput;
          writeBackwardWeights(beforeRelu);
          if (plan.isDemanded(input)) {
            writeBackwardData(beforeRelu, weights);
          }
        });
    return output;
  }

  private void writeBackwardWeights(Value onOutput) {
    Kernel backward = backwardWeights(weight().desc());
    Map<Integer, Value> arguments = new LinkedHashMap<>();
    arguments.put(DNNL_ARG_SRC, plan.as(input, backward.description().src_desc()));
    arguments.put(DNNL_ARG_DIFF_DST, plan.as(onOutput, backward.description().diff_dst_desc()));
    arguments.put(DNNL_ARG_DIFF_WEIGHTS, weight().gradient(plan.replica()));
    Parameter bias = bias();
    if (bias != null) {
      arguments.put(DNNL_ARG_DIFF_BIAS, bias.gradient(plan.replica()));
    }
    plan.add(backward.description(), backward.primitive(), arguments);
  }

  private void writeBackwardData(Value onOutput, Value weights) {
    Kernel backward = backwardData();
    Value onInput = Value.shared(backward.description().diff_src_desc());
    plan.add(
        backward.description(),
        backward.primitive(),
        Map.of(
            DNNL_ARG_DIFF_DST, plan.as(onOutput, backward.description().diff_dst_desc()),
            DNNL_ARG_WEIGHTS, plan.as(weights, backward.description().weights_desc()),
            DNNL_ARG_DIFF_SRC, onInput));
    plan.addGradient(input, onInput);
  }
}
