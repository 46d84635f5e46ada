package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.headwater.learning.model.Layer;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;

/** Writes a dense layer. It reads feature maps as they lie, without flattening them. */
final class DenseWriter extends ProductWriter {
  private final long[] inputDimensions;
  private final long[] weightDimensions;
  private final long[] outputDimensions;
  private final memory.desc biasDesc;
  private final inner_product_forward.primitive_desc forward;
  private final Parameter weight;
  private final Parameter bias;

  DenseWriter(
      PlanBuilder plan,
      int outputs,
      Value input,
      String node,
      Parameters parameters,
      boolean relu,
      memory.data_type outputType) {
    super(plan, input, relu);
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
    memory.desc preferred =
        preferredLayout(backwardWeights(Dnnl.any(weightDimensions, memory.data_type.f32)));
    weight = parameters.get(node + "." + Layer.WEIGHT, canonicalWeight(), preferred);
    bias = parameters.get(node + "." + Layer.BIAS, biasDesc, biasDesc);
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

  @Override
  Parameter weight() {
    return weight;
  }

  @Override
  Parameter bias() {
    return bias;
  }

  @Override
  Kernel forward() {
    return new Kernel(forward, new inner_product_forward(forward));
  }

  @Override
  Kernel backwardWeights(memory.desc weights) {
    inner_product_backward_weights.primitive_desc description =
        new inner_product_backward_weights.primitive_desc(
            Dnnl.ENGINE,
            Dnnl.any(inputDimensions, plan.type()),
            weights,
            biasDesc,
            Dnnl.any(outputDimensions, plan.type()),
            forward,
            Dnnl.attributes(),
            false);
    return new Kernel(description, new inner_product_backward_weights(description));
  }

  @Override
  Kernel backwardData() {
    inner_product_backward_data.primitive_desc description =
        new inner_product_backward_data.primitive_desc(
            Dnnl.ENGINE,
            Dnnl.any(inputDimensions, plan.type()),
            Dnnl.any(weightDimensions, plan.type()),
            Dnnl.any(outputDimensions, plan.type()),
            forward,
            Dnnl.attributes(),
            false);
    return new Kernel(description, new inner_product_backward_data(description));
  }
}
