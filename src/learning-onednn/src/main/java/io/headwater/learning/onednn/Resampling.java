package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Map;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Maps at another height and width, by bilinear interpolation. By oneDNN's C functions, as JavaCPP
 * leaves out the constructors for it.
 */
final class Resampling {
  private Resampling() {}

  static Value write(PlanBuilder plan, Value input, long[] outputDimensions) {
    Value source = plan.plain(input);
    Value output = Value.shared(Dnnl.plain(outputDimensions, plan.type()));
    dnnl_primitive_desc forward = forward(plan, source.desc(), output.desc());
    add(plan, forward, Map.of(DNNL_ARG_SRC, source, DNNL_ARG_DST, output));
    if (plan.isDemanded(input)) {
      plan.demand(output);
      plan.backward(
          () -> {
            Value onOutput = plan.plain(plan.gradient(output));
            Value onInput = Value.shared(source.desc());
            dnnl_primitive_desc backward = backward(onInput.desc(), onOutput.desc(), forward);
            add(plan, backward, Map.of(DNNL_ARG_DIFF_DST, onOutput, DNNL_ARG_DIFF_SRC, onInput));
            plan.addGradient(input, onInput);
          });
    }
    return output;
  }

  private static void add(
      PlanBuilder plan, dnnl_primitive_desc description, Map<Integer, Value> arguments) {
    plan.add(new primitive_desc_base(description), new primitive(description), arguments);
  }

  private static dnnl_primitive_desc forward(
      PlanBuilder plan, memory.desc source, memory.desc destination) {
    dnnl_primitive_desc description = new dnnl_primitive_desc();
    require(
        dnnl_resampling_forward_primitive_desc_create(
            description,
            Dnnl.ENGINE.get(),
            plan.training() ? dnnl_forward_training : dnnl_forward_inference,
            dnnl_resampling_linear,
            (FloatPointer) null,
            source.get(),
            destination.get(),
            Dnnl.attributes().get()));
    return description;
  }

  private static dnnl_primitive_desc backward(
      memory.desc onInput, memory.desc onOutput, dnnl_primitive_desc forward) {
    dnnl_primitive_desc description = new dnnl_primitive_desc();
    require(
        dnnl_resampling_backward_primitive_desc_create(
            description,
            Dnnl.ENGINE.get(),
            dnnl_resampling_linear,
            (FloatPointer) null,
            onInput.get(),
            onOutput.get(),
            forward,
            Dnnl.attributes().get()));
    return description;
  }

  private static void require(int status) {
    if (status != dnnl_success) {
      throw new IllegalStateException("oneDNN can't resample here: status " + status);
    }
  }
}
