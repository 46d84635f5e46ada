package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.headwater.learning.engine.DropoutMask;
import io.headwater.learning.model.Layer.Dropout;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;

/** Writes dropouts into a plan: products with masks, which are set before each pass. */
final class Dropouts {
  private final PlanBuilder plan;
  private final List<Plan.Mask> masks = new ArrayList<>();

  Dropouts(PlanBuilder plan) {
    this.plan = plan;
  }

  Value write(Dropout layer, String node, Value input) {
    if (!plan.training()) {
      return input;
    }
    Value mask = Value.shared(Dnnl.plain(Dnnl.dimensions(input.desc()), memory.data_type.f32));
    mask.storage().touch(0);
    masks.add(new Plan.Mask(new DropoutMask(node, layer.rate()), mask));
    Value factors = plan.as(mask, input.desc());
    Value output = Pairwise.product(plan, input, factors);
    if (plan.isDemanded(input)) {
      plan.demand(output);
      plan.backward(
          () -> {
            Value onOutput = plan.as(plan.gradient(output), input.desc());
            plan.addGradient(input, Pairwise.product(plan, onOutput, factors));
          });
    }
    return output;
  }

  List<Plan.Mask> masks() {
    return masks;
  }
}
