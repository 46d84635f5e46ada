package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.concat;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory_desc_vector;

/** The channels of several maps, one after another. */
final class Concatenation {
  private static final int CHANNELS = 1;

  private Concatenation() {}

  static Value write(PlanBuilder plan, List<Value> inputs) {
    List<Value> typed = inputs.stream().map(plan::plain).toList();
    memory.desc[] descs = typed.stream().map(Value::desc).toArray(memory.desc[]::new);
    concat.primitive_desc forward =
        new concat.primitive_desc(
            Dnnl.ENGINE, CHANNELS, new memory_desc_vector(descs), Dnnl.attributes(), false);
    Value output = Value.shared(forward.dst_desc());
    Map<Integer, Value> arguments = new LinkedHashMap<>();
    for (int i = 0; i < typed.size(); i++) {
      arguments.put(DNNL_ARG_MULTIPLE_SRC + i, typed.get(i));
    }
    arguments.put(DNNL_ARG_DST, output);
    plan.add(forward, new concat(forward), arguments);
    if (inputs.stream().anyMatch(plan::isDemanded)) {
      plan.demand(output);
      plan.backward(() -> writeBackward(plan, inputs, output));
    }
    return output;
  }

  private static void writeBackward(PlanBuilder plan, List<Value> inputs, Value output) {
    long[] dimensions = Dnnl.dimensions(output.desc());
    Value onOutput = plan.plain(plan.gradient(output));
    long[] from = new long[dimensions.length];
    for (Value input : inputs) {
      long[] own = Dnnl.dimensions(input.desc());
      if (plan.isDemanded(input)) {
        memory.desc part = onOutput.desc().submemory_desc(own, from.clone(), false);
        Value onInput = Value.shared(Dnnl.plain(own, plan.type()));
        plan.copy(new Value(part, onOutput.storage()), onInput);
        plan.addGradient(input, onInput);
      }
      from[CHANNELS] += own[CHANNELS];
    }
  }
}
