package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.headwater.learning.model.Layer.MaxPool;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;

/**
 * Maximum or mean over windows.
 *
 * @param algorithm oneDNN's
 */
record Pooling(int algorithm, long[] kernel, long[] strides, long[] padding) {
  private static final long[] NO_DILATION = {0, 0};

  static Pooling max(MaxPool layer) {
    return new Pooling(
        dnnl_pooling_max,
        new long[] {layer.kernel(), layer.kernel()},
        new long[] {layer.stride(), layer.stride()},
        new long[] {layer.padding(), layer.padding()});
  }

  static Pooling globalAverage(Value input) {
    long[] dimensions = Dnnl.dimensions(input.desc());
    long[] all = {dimensions[2], dimensions[3]};
    return new Pooling(dnnl_pooling_avg_exclude_padding, all, all, new long[] {0, 0});
  }

  Value write(PlanBuilder plan, Value input, long[] outputDimensions) {
    pooling_forward.primitive_desc forward =
        new pooling_forward.primitive_desc(
            Dnnl.ENGINE,
            plan.training() ? dnnl_forward_training : dnnl_forward_inference,
            algorithm,
            input.desc(),
            Dnnl.any(outputDimensions, plan.type()),
            strides,
            kernel,
            NO_DILATION,
            padding,
            padding,
            Dnnl.attributes(),
            false);
    Value output = Value.shared(forward.dst_desc());
    Map<Integer, Value> arguments = new LinkedHashMap<>();
    arguments.put(DNNL_ARG_SRC, input);
    arguments.put(DNNL_ARG_DST, output);
    Value workspace = Value.shared(forward.workspace_desc());
    if (!forward.workspace_desc().is_zero()) {
      arguments.put(DNNL_ARG_WORKSPACE, workspace);
    }
    plan.add(forward, new pooling_forward(forward), arguments);
    if (plan.isDemanded(input)) {
      plan.demand(output);
      plan.backward(() -> writeBackward(plan, forward, input, output, workspace));
    }
    return output;
  }

  private void writeBackward(
      PlanBuilder plan,
      pooling_forward.primitive_desc forward,
      Value input,
      Value output,
      Value workspace) {
    memory.desc desc = output.desc();
    pooling_backward.primitive_desc description =
        new pooling_backward.primitive_desc(
            Dnnl.ENGINE,
            algorithm,
            input.desc(),
            desc,
            strides,
            kernel,
            NO_DILATION,
            padding,
            padding,
            forward,
            Dnnl.attributes(),
            false);
    Value onInput = Value.shared(input.desc());
    Map<Integer, Value> arguments = new LinkedHashMap<>();
    arguments.put(DNNL_ARG_DIFF_DST, plan.as(plan.gradient(output), desc));
    arguments.put(DNNL_ARG_DIFF_SRC, onInput);
    if (!forward.workspace_desc().is_zero()) {
      arguments.put(DNNL_ARG_WORKSPACE, workspace);
    }
    plan.add(description, new pooling_backward(description), arguments);
    plan.addGradient(input, onInput);
  }
}
