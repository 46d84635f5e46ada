package io.headwater.learning.onednn;

import static java.util.Objects.requireNonNull;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;

/**
 * Writes down the operations of a plan: those of the forward pass, and on a tape how to write those
 * of the backward pass, which are then written from the last to the first.
 */
final class PlanBuilder {
  private final memory.data_type type;
  private final memory.format_tag maps;
  private final boolean training;
  private final int replica;
  private final List<Operation> operations = new ArrayList<>();
  private final Deque<Runnable> tape = new ArrayDeque<>();
  private final IdentityHashMap<Value, Value> gradients = new IdentityHashMap<>();
  private final IdentityHashMap<Value, Boolean> demanded = new IdentityHashMap<>();
  private final IdentityHashMap<Value, List<Value>> layouts = new IdentityHashMap<>();

  /**
   * @param replica whose gradients the backward pass fills
   */
  PlanBuilder(PlanRecipe recipe, boolean training, int replica) {
    this.replica = replica;
    this.type = recipe.type();
    this.maps = recipe.maps();
    this.training = training;
  }

  /** In which products are computed. */
  memory.data_type type() {
    return type;
  }

  /** Feature maps, in the layout that suits the network. */
  memory.desc maps(long[] dimensions) {
    return new memory.desc(dimensions, type, maps);
  }

  boolean training() {
    return training;
  }

  int replica() {
    return replica;
  }

  List<Operation> operations() {
    return operations;
  }

  void add(primitive_desc_base description, primitive primitive, Map<Integer, Value> arguments) {
    Map<Integer, Value> all = new LinkedHashMap<>(arguments);
    memory.desc scratch = description.scratchpad_desc();
    if (scratch.get_size() > 0) {
      all.put(DNNL_ARG_SCRATCHPAD, Value.shared(scratch));
    }
    all.values().forEach(value -> value.storage().touch(operations.size()));
    operations.add(new Operation(primitive, all));
  }

  /** The value in that layout and data type; itself if it is so already. */
  Value as(Value value, memory.desc desc) {
    if (value.desc().equals(desc)) {
      return value;
    }
    List<Value> known = layouts.computeIfAbsent(value, key -> new ArrayList<>());
    for (Value other : known) {
      if (other.desc().equals(desc)) {
        return other;
      }
    }
    Value reordered = Value.shared(desc);
    copy(value, reordered);
    known.add(reordered);
    return reordered;
  }

  /**
   * The value row-major, in the type of products. Descriptions of maps of one pixel are equal to
   * oneDNN in several layouts, which some kernels tell apart nevertheless: this has the strides.
   */
  Value plain(Value value) {
    memory.desc desc = Dnnl.plain(Dnnl.dimensions(value.desc()), type);
    return new Value(desc, as(value, desc).storage());
  }

  void copy(Value from, Value to) {
    reorder.primitive_desc description =
        new reorder.primitive_desc(
            Dnnl.ENGINE, from.desc(), Dnnl.ENGINE, to.desc(), Dnnl.attributes(), false);
    add(description, new reorder(description), Map.of(DNNL_ARG_FROM, from, DNNL_ARG_TO, to));
  }

  /** Notes that the loss's gradient on this value is needed. */
  void demand(Value value) {
    demanded.put(value, true);
  }

  boolean isDemanded(Value value) {
    return training && demanded.containsKey(value);
  }

  /** Notes how to write the backward pass of what was just written. */
  void backward(Runnable writing) {
    if (training) {
      tape.push(writing);
    }
  }

  void writeBackward() {
    while (!tape.isEmpty()) {
      tape.pop().run();
    }
  }

  /** The loss's gradient on the value, when all that reads the value has been gone through. */
  Value gradient(Value value) {
    return requireNonNull(gradients.get(value), "nothing reads this value");
  }

  /** Adds a part to the gradient on the value. */
  void addGradient(Value value, Value part) {
    Value sum = gradients.get(value);
    gradients.put(value, sum == null ? part : sum(sum, as(part, sum.desc())));
  }

  private Value sum(Value a, Value b) {
    binary.primitive_desc description =
        new binary.primitive_desc(
            Dnnl.ENGINE, dnnl_binary_add, a.desc(), b.desc(), a.desc(), Dnnl.attributes(), false);
    Value sum = Value.shared(a.desc());
    add(
        description,
        new binary(description),
        Map.of(DNNL_ARG_SRC_0, a, DNNL_ARG_SRC_1, b, DNNL_ARG_DST, sum));
    return sum;
  }
}
