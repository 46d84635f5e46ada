package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Layer.BatchNorm;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.memory;

/** Writes a batch normalisation, with the rectifier after it, into a plan. */
final class BatchNormWriter {
  private final PlanBuilder plan;
  private final BatchNorm layer;
  private final Value input;
  private final Parameter scale;
  private final Parameter shift;
  private final Statistic mean;
  private final Statistic variance;
  private final int images;
  private final boolean byItself;
  private final int flags;
  private final batch_normalization_forward.primitive_desc forward;

  BatchNormWriter(
      PlanBuilder plan,
      BatchNorm layer,
      Value input,
      String node,
      Parameters parameters,
      boolean relu) {
    this.plan = plan;
    this.layer = layer;
    this.input = input;
    long[] dimensions = Dnnl.dimensions(input.desc());
    images = Math.toIntExact(dimensions[0]);
    byItself = plan.training() && layer.hasStatistics(images);
    memory.desc channels = Dnnl.vector(dimensions[1]);
    scale = parameters.get(node + "." + Layer.WEIGHT, channels, channels);
    shift = parameters.get(node + "." + Layer.BIAS, channels, channels);
    mean = parameters.statistic(node + "." + BatchNorm.MEAN);
    variance = parameters.statistic(node + "." + BatchNorm.VARIANCE);
    flags =
        dnnl_use_scale
            | dnnl_use_shift
            | (relu ? dnnl_fuse_norm_relu : 0)
            | (byItself ? 0 : dnnl_use_global_stats);
    forward =
        new batch_normalization_forward.primitive_desc(
            Dnnl.ENGINE,
            plan.training() ? dnnl_forward_training : dnnl_forward_inference,
            input.desc(),
            input.desc(),
            (float) layer.epsilon(),
            flags,
            Dnnl.attributes(),
            false);
  }

  Value write() {
    Value output = Value.shared(input.desc());
    Value workspace = Value.shared(forward.workspace_desc());
    Map<Integer, Value> arguments = new LinkedHashMap<>();
    arguments.put(DNNL_ARG_SRC, input);
    arguments.put(DNNL_ARG_DST, output);
    arguments.put(DNNL_ARG_SCALE, scale.weight());
    arguments.put(DNNL_ARG_SHIFT, shift.weight());
    putStatistics(arguments);
    if (!forward.workspace_desc().is_zero()) {
      arguments.put(DNNL_ARG_WORKSPACE, workspace);
    }
    plan.add(forward, new batch_normalization_forward(forward), arguments);
    plan.demand(output);
    plan.backward(() -> writeBackward(output, workspace));
    return output;
  }

  private void putStatistics(Map<Integer, Value> arguments) {
    arguments.put(DNNL_ARG_MEAN, byItself ? mean.batch() : mean.running());
    arguments.put(DNNL_ARG_VARIANCE, byItself ? variance.batch() : variance.running());
  }

  /** How the running statistics move after a step with this plan: the variance's is unbiased. */
  Runnable observation() {
    long[] dimensions = Dnnl.dimensions(input.desc());
    double n = (double) images * dimensions[2] * dimensions[3];
    double momentum = byItself ? layer.momentum() : 0;
    return () -> {
      mean.observe(momentum, 1);
      variance.observe(momentum, n / (n - 1));
    };
  }

  private void writeBackward(Value output, Value workspace) {
    memory.desc desc = input.desc();
    batch_normalization_backward.primitive_desc description =
        new batch_normalization_backward.primitive_desc(
            Dnnl.ENGINE,
            dnnl_backward,
            desc,
            desc,
            desc,
            (float) layer.epsilon(),
            flags,
            forward,
            Dnnl.attributes(),
            false);
    Value onInput = Value.shared(desc);
    Map<Integer, Value> arguments = new LinkedHashMap<>();
    arguments.put(DNNL_ARG_SRC, input);
    arguments.put(DNNL_ARG_DIFF_DST, plan.as(plan.gradient(output), desc));
    arguments.put(DNNL_ARG_DIFF_SRC, onInput);
    arguments.put(DNNL_ARG_SCALE, scale.weight());
    arguments.put(DNNL_ARG_DIFF_SCALE, scale.gradient(plan.replica()));
    arguments.put(DNNL_ARG_DIFF_SHIFT, shift.gradient(plan.replica()));
    putStatistics(arguments);
    if (!forward.workspace_desc().is_zero()) {
      arguments.put(DNNL_ARG_WORKSPACE, workspace);
    }
    plan.add(description, new batch_normalization_backward(description), arguments);
    if (plan.isDemanded(input)) {
      plan.addGradient(input, onInput);
    }
  }
}
