package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Layer.Convolution;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.jspecify.annotations.Nullable;

/** Writes a convolution, with the rectifier after it, into a plan. */
final class ConvolutionWriter {
  private final PlanBuilder plan;
  private final Value input;
  private final long[] inputDimensions;
  private final long[] weightDimensions;
  private final long[] outputDimensions;
  private final long[] strides;
  private final long[] padding;
  private final memory.desc canonicalWeight;
  private final memory.@Nullable desc biasDesc;
  private final convolution_forward.primitive_desc forward;
  private final Parameter weight;
  private final @Nullable Parameter bias;
  private final Value weightValue;
  private final boolean relu;

  ConvolutionWriter(
      PlanBuilder plan,
      Convolution layer,
      Value input,
      long[] outputDimensions,
      String node,
      Parameters parameters,
      boolean relu) {
    this.plan = plan;
    this.relu = relu;
    this.input = input;
    this.inputDimensions = Dnnl.dimensions(input.desc());
    this.outputDimensions = outputDimensions;
    weightDimensions =
        new long[] {layer.outputChannels(), inputDimensions[1], layer.kernel(), layer.kernel()};
    strides = new long[] {layer.stride(), layer.stride()};
    padding = new long[] {layer.padding(), layer.padding()};
    canonicalWeight = Dnnl.plain(weightDimensions, memory.data_type.f32);
    biasDesc = layer.hasBias() ? Dnnl.vector(layer.outputChannels()) : null;
    forward = forward(relu ? Dnnl.withRelu() : Dnnl.attributes());
    weight = parameters.get(node + "." + Layer.WEIGHT, canonicalWeight, preferredLayout());
    bias = biasDesc == null ? null : parameters.get(node + "." + Layer.BIAS, biasDesc, biasDesc);
    weightValue = weight.weight();
  }

  private convolution_forward.primitive_desc forward(primitive_attr attributes) {
    int kind = plan.training() ? dnnl_forward_training : dnnl_forward_inference;
    memory.desc source = Dnnl.any(inputDimensions, plan.type());
    memory.desc weights = Dnnl.any(weightDimensions, plan.type());
    memory.desc destination = Dnnl.any(outputDimensions, plan.type());
    return biasDesc == null
        ? new convolution_forward.primitive_desc(
            Dnnl.ENGINE,
            kind,
            dnnl_convolution_direct,
            source,
            weights,
            destination,
            strides,
            padding,
            padding,
            attributes,
            false)
        : new convolution_forward.primitive_desc(
            Dnnl.ENGINE,
            kind,
            dnnl_convolution_direct,
            source,
            weights,
            biasDesc,
            destination,
            strides,
            padding,
            padding,
            attributes,
            false);
  }

  private convolution_backward_weights.primitive_desc backwardWeights(memory.desc weights) {
    memory.desc source = Dnnl.any(inputDimensions, plan.type());
    memory.desc destination = Dnnl.any(outputDimensions, plan.type());
    return biasDesc == null
        ? new convolution_backward_weights.primitive_desc(
            Dnnl.ENGINE,
            dnnl_convolution_direct,
            source,
            weights,
            destination,
            strides,
            padding,
            padding,
            forward,
            Dnnl.attributes(),
            false)
        : new convolution_backward_weights.primitive_desc(
            Dnnl.ENGINE,
            dnnl_convolution_direct,
            source,
            weights,
            biasDesc,
            destination,
            strides,
            padding,
            padding,
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
    if (bias != null) {
      arguments.put(DNNL_ARG_BIAS, bias.weight());
    }
    arguments.put(DNNL_ARG_DST, output);
    plan.add(forward, new convolution_forward(forward), arguments);
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
    convolution_backward_weights.primitive_desc description = backwardWeights(weight.desc());
    Map<Integer, Value> arguments = new LinkedHashMap<>();
    arguments.put(DNNL_ARG_SRC, plan.as(input, description.src_desc()));
    arguments.put(DNNL_ARG_DIFF_DST, plan.as(onOutput, description.diff_dst_desc()));
    arguments.put(DNNL_ARG_DIFF_WEIGHTS, weight.gradient(plan.replica()));
    if (bias != null) {
      arguments.put(DNNL_ARG_DIFF_BIAS, bias.gradient(plan.replica()));
    }
    plan.add(description, new convolution_backward_weights(description), arguments);
  }

  private void writeBackwardData(Value onOutput) {
    convolution_backward_data.primitive_desc description =
        new convolution_backward_data.primitive_desc(
            Dnnl.ENGINE,
            dnnl_convolution_direct,
            Dnnl.any(inputDimensions, plan.type()),
            Dnnl.any(weightDimensions, plan.type()),
            Dnnl.any(outputDimensions, plan.type()),
            strides,
            padding,
            padding,
            forward,
            Dnnl.attributes(),
            false);
    Value onInput = Value.shared(description.diff_src_desc());
    plan.add(
        description,
        new convolution_backward_data(description),
        Map.of(
            DNNL_ARG_DIFF_DST, plan.as(onOutput, description.diff_dst_desc()),
            DNNL_ARG_WEIGHTS, plan.as(weightValue, description.weights_desc()),
            DNNL_ARG_DIFF_SRC, onInput));
    plan.addGradient(input, onInput);
  }
}
