package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.headwater.learning.model.Layer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;

/**
 * Writes a dense layer, with the rectifier after it, into a plan. It reads feature maps as they
 * lie, without flattening them.
 */
final class DenseWriter {
  private final PlanBuilder plan;
  private final Value input;
  private final long[] inputDimensions;
  private final long[] weightDimensions;
  private final long[] outputDimensions;
  private final memory.desc biasDesc;
  private final inner_product_forward.primitive_desc forward;
  private final Parameter weight;
  private final Parameter bias;
  private final Value weightValue;
  private final boolean relu;

  DenseWriter(
      PlanBuilder plan,
      int outputs,
      Value input,
      String node,
      Parameters parameters,
      boolean relu,
      memory.data_type outputType) {
    this.plan = plan;
    this.input = input;
    this.relu = relu;
    inputDimensions = Dnnl.dimensions(input.desc());
    weightDimensions = inputDimensions.clone();
    weightDimensions[0] = outputs;
    outputDimensions = new long[] {inputDimensions[0], outputs};
    biasDesc = Dnnl.vector(outputs);
    forward =
        new inner_product_forward.primitive_desc(
            Dnnl.ENGINE,
            plan.training() ? dnnl_forward_training : dnnl_forward_inference,
            Dnnl.any(inputDimensions, plan.type()),
            Dnnl.any(weightDimensions, plan.type()),
            biasDesc,
            Dnnl.any(outputDimensions, outputType),
            relu ? Dnnl.withRelu() : Dnnl.attributes(),
            false);
    weight = parameters.get(node + "." + Layer.WEIGHT, canonicalWeight(), preferredLayout());
    bias = parameters.get(node + "." + Layer.BIAS, biasDesc, biasDesc);
    weightValue = weight.weight();
  }

  /** The network's [in, out], seen as [out, in...]. */
  private memory.desc canonicalWeight() {
    long[] strides = new long[weightDimensions.length];
    long stride = weightDimensions[0];
    for (int i = weightDimensions.length - 1; i > 0; i--) {
      strides[i] = stride;
      stride *= weightDimensions[i];
    }
    strides[0] = 1;
    return new memory.desc(weightDimensions, memory.data_type.f32, strides);
  }

  private inner_product_backward_weights.primitive_desc backwardWeights(memory.desc weights) {
    return new inner_product_backward_weights.primitive_desc(
        Dnnl.ENGINE,
        Dnnl.any(inputDimensions, plan.type()),
        weights,
        biasDesc,
        Dnnl.any(outputDimensions, plan.type()),
        forward,
        Dnnl.attributes(),
        false);
  }

  /** That of the gradient, so that only the weights are ever put into another order. */
  private memory.desc preferredLayout() {
    return backwardWeights(Dnnl.any(weightDimensions, memory.data_type.f32)).diff_weights_desc();
  }

  Value write() {
    Value output = Value.shared(forward.dst_desc());
    Map<Integer, Value> arguments = new LinkedHashMap<>();
    arguments.put(DNNL_ARG_SRC, plan.as(input, forward.src_desc()));
    arguments.put(DNNL_ARG_WEIGHTS, plan.as(weightValue, forward.weights_desc()));
    arguments.put(DNNL_ARG_BIAS, bias.weight());
    arguments.put(DNNL_ARG_DST, output);
    plan.add(forward, new inner_product_forward(forward), arguments);
    plan.demand(output);
    plan.backward(
        () -> {
          Value onOutput = plan.gradient(output);
          Value beforeRelu = relu ? Rectifier.backward(plan, output, onOutput) : onOutput;
          writeBackwardWeights(beforeRelu);
          if (plan.isDemanded(input)) {
            writeBackwardData(beforeRelu);
          }
        });
    return output;
  }

  private void writeBackwardWeights(Value onOutput) {
    inner_product_backward_weights.primitive_desc description = backwardWeights(weight.desc());
    plan.add(
        description,
        new inner_product_backward_weights(description),
        Map.of(
            DNNL_ARG_SRC, plan.as(input, description.src_desc()),
            DNNL_ARG_DIFF_DST, plan.as(onOutput, description.diff_dst_desc()),
            DNNL_ARG_DIFF_WEIGHTS, weight.gradient(plan.replica()),
            DNNL_ARG_DIFF_BIAS, bias.gradient(plan.replica())));
  }

  private void writeBackwardData(Value onOutput) {
    inner_product_backward_data.primitive_desc description =
        new inner_product_backward_data.primitive_desc(
            Dnnl.ENGINE,
            Dnnl.any(inputDimensions, plan.type()),
            Dnnl.any(weightDimensions, plan.type()),
            Dnnl.any(outputDimensions, plan.type()),
            forward,
            Dnnl.attributes(),
            false);
    Value onInput = Value.shared(description.diff_src_desc());
    plan.add(
        description,
        new inner_product_backward_data(description),
        Map.of(
            DNNL_ARG_DIFF_DST, plan.as(onOutput, description.diff_dst_desc()),
            DNNL_ARG_WEIGHTS, plan.as(weightValue, description.weights_desc()),
            DNNL_ARG_DIFF_SRC, onInput));
    plan.addGradient(input, onInput);
  }
}
