package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Window;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.jspecify.annotations.Nullable;

/** Writes a convolution. */
final class ConvolutionWriter extends ProductWriter {
  private final long[] inputDimensions;
  private final long[] weightDimensions;
  private final long[] outputDimensions;
  private final long[] strides;
  private final long[] dilations;
  private final long[] padding;
  private final memory.@Nullable desc biasDesc;
  private final convolution_forward.primitive_desc forward;
  private final Parameter weight;
  private final @Nullable Parameter bias;

  ConvolutionWriter(
      PlanBuilder plan,
      Convolution layer,
      Value input,
      long[] outputDimensions,
      String node,
      Parameters parameters,
      boolean relu) {
    super(plan, input, relu);
    this.inputDimensions = Dnnl.dimensions(input.desc());
    this.outputDimensions = outputDimensions;
    Window window = layer.window();
    weightDimensions = weightDimensions(layer, inputDimensions[1]);
    strides = new long[] {window.rowStride(), window.columnStride()};
    // oneDNN counts what is left out between two rows.
    dilations = new long[] {window.rowDilation() - 1, window.columnDilation() - 1};
    padding = new long[] {window.rowPadding(), window.columnPadding()};
    memory.desc canonical = Dnnl.plain(weightDimensions, memory.data_type.f32);
    biasDesc = layer.hasBias() ? Dnnl.vector(layer.outputChannels()) : null;
    forward = forward(relu ? Dnnl.withRelu() : Dnnl.attributes());
    memory.desc preferred =
        preferredLayout(backwardWeights(Dnnl.any(weightDimensions, memory.data_type.f32)));
    weight = parameters.get(node + "." + Layer.WEIGHT, canonical, preferred);
    bias = biasDesc == null ? null : parameters.get(node + "." + Layer.BIAS, biasDesc, biasDesc);
  }

  private static long[] weightDimensions(Convolution layer, long inputs) {
    int groups = layer.groups();
    int outputs = layer.outputChannels();
    int height = layer.window().height();
    int width = layer.window().width();
    return groups == 1
        ? new long[] {outputs, inputs, height, width}
        : new long[] {groups, outputs / groups, inputs / groups, height, width};
  }

  private convolution_forward.primitive_desc forward(primitive_attr attributes) {
    int kind = plan.training() ? dnnl_forward_training : dnnl_forward_inference;
    memory.desc source = maps(inputDimensions);
    memory.desc weights = Dnnl.any(weightDimensions, plan.type());
    memory.desc destination = maps(outputDimensions);
    return biasDesc == null
        ? new convolution_forward.primitive_desc(
            Dnnl.ENGINE,
            kind,
            dnnl_convolution_direct,
            source,
            weights,
            destination,
            strides,
            dilations,
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
            dilations,
            padding,
            padding,
            attributes,
            false);
  }

  /** Maps of the image itself, which are few, and of groups lie as the kernels choose. */
  private memory.desc maps(long[] dimensions) {
    boolean few = inputDimensions[1] < 16;
    boolean groups = weightDimensions.length > 4;
    return few || groups ? Dnnl.any(dimensions, plan.type()) : plan.maps(dimensions);
  }

  @Override
  Parameter weight() {
    return weight;
  }

  @Override
  @Nullable Parameter bias() {
    return bias;
  }

  @Override
  Kernel forward() {
    return new Kernel(forward, new convolution_forward(forward));
  }

  @Override
  Kernel backwardWeights(memory.desc weights) {
    memory.desc source = maps(inputDimensions);
    memory.desc destination = maps(outputDimensions);
    convolution_backward_weights.primitive_desc description =
        biasDesc == null
            ? new convolution_backward_weights.primitive_desc(
                Dnnl.ENGINE,
                dnnl_convolution_direct,
                source,
                weights,
                destination,
                strides,
                dilations,
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
                dilations,
                padding,
                padding,
                forward,
                Dnnl.attributes(),
                false);
    return new Kernel(description, new convolution_backward_weights(description));
  }

  @Override
  Kernel backwardData() {
    convolution_backward_data.primitive_desc description =
        new convolution_backward_data.primitive_desc(
            Dnnl.ENGINE,
            dnnl_convolution_direct,
            maps(inputDimensions),
            Dnnl.any(weightDimensions, plan.type()),
            maps(outputDimensions),
            strides,
            dilations,
            padding,
            padding,
            forward,
            Dnnl.attributes(),
            false);
    return new Kernel(description, new convolution_backward_data(description));
  }
}
