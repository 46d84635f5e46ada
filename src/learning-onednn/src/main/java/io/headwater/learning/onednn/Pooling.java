package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.headwater.learning.model.Layer.AveragePool;
import io.headwater.learning.model.Window;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;

/**
 * Maximum or mean over windows.
 *
 * @param algorithm oneDNN's
 * @param padding before the maps
 * @param paddingAfter them
 */
record Pooling(int algorithm, long[] kernel, long[] strides, long[] padding, long[] paddingAfter) {
  private static final long[] NO_DILATION = {0, 0};

  static Pooling max(Window window, Value input) {
    return over(window, input, dnnl_pooling_max);
  }

  static Pooling average(AveragePool layer, Value input) {
    return over(
        layer.window(),
        input,
        layer.countsPadding()
            ? dnnl_pooling_avg_include_padding
            : dnnl_pooling_avg_exclude_padding);
  }

  private static Pooling over(Window window, Value input, int algorithm) {
    long[] dimensions = Dnnl.dimensions(input.desc());
    return new Pooling(
        algorithm,
        new long[] {window.height(), window.width()},
        new long[] {window.rowStride(), window.columnStride()},
        new long[] {window.rowPadding(), window.columnPadding()},
        new long[] {
          Math.max(0, window.rowPaddingAfter((int) dimensions[2])),
          Math.max(0, window.columnPaddingAfter((int) dimensions[3]))
        });
  }

  static Pooling globalAverage(Value input) {
    long[] dimensions = Dnnl.dimensions(input.desc());
    long[] all = {dimensions[2], dimensions[3]};
    return new Pooling(
        dnnl_pooling_avg_exclude_padding, all, all, new long[] {0, 0}, new long[] {0, 0});
  }

  Value write(PlanBuilder plan, Value input, long[] outputDimensions) {
    pooling_forward.primitive_desc forward =
        new pooling_forward.primitive_desc(
            Dnnl.ENGINE,
            plan.training() ? dnnl_forward_training : dnnl_forward_inference,
            algorithm,
            input.desc(),
            Dnnl.any(outputDimensions, input.desc().get_data_type()),
            strides,
            kernel,
            NO_DILATION,
            padding,
            paddingAfter,
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
            paddingAfter,
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
