package io.headwater.learning.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.concat;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory_desc_vector;

/**
 * Writes sums of several inputs, each times a number, into a plan: products of matrices [sums, 1,
 * I] and [sums, I, F], of one sum of all numbers of all examples, or of a sum for each example.
 */
final class SumWriter {
  private final PlanBuilder plan;
  private final List<Value> inputs;
  private final long sums;
  private final long size;

  /**
   * @param sums how many there are: one, or as many as examples
   */
  private SumWriter(PlanBuilder plan, List<Value> inputs, long sums) {
    this.plan = plan;
    this.inputs = inputs;
    this.sums = sums;
    this.size = size(inputs.get(0)) / sums;
  }

  private static long size(Value value) {
    long size = 1;
    for (long dimension : Dnnl.dimensions(value.desc())) {
      size *= dimension;
    }
    return size;
  }

  /**
   * All examples with the same factors.
   *
   * @param weight one number for each input
   */
  static Value learned(PlanBuilder plan, List<Value> inputs, Parameter weight) {
    SumWriter writer = new SumWriter(plan, inputs, 1);
    memory.desc row = writer.matrix(1, inputs.size(), memory.data_type.f32);
    Value factors = plan.plain(new Value(row, weight.weight().storage()));
    return writer.write(
        factors,
        true,
        stackAndGradient ->
            writer.product(
                stackAndGradient.gradient(),
                writer.turned(stackAndGradient.stack()),
                new Value(row, weight.gradient(plan.replica()).storage())));
  }

  /**
   * Each example with factors of its own.
   *
   * @param gate [N, I]
   */
  static Value gated(PlanBuilder plan, List<Value> inputs, Value gate) {
    SumWriter writer = new SumWriter(plan, inputs, Dnnl.dimensions(gate.desc())[0]);
    memory.desc row = writer.matrix(1, inputs.size(), plan.type());
    Value factors = new Value(row, plan.plain(gate).storage());
    return writer.write(
        factors,
        plan.isDemanded(gate),
        stackAndGradient -> {
          Value onGate = Value.shared(Dnnl.plain(Dnnl.dimensions(gate.desc()), plan.type()));
          writer.product(
              stackAndGradient.gradient(),
              writer.turned(stackAndGradient.stack()),
              new Value(row, onGate.storage()));
          plan.addGradient(gate, onGate);
        });
  }

  /** What the gradient on the factors is made of. */
  private record StackAndGradient(Value stack, Value gradient) {}

  private Value write(Value factors, boolean learns, Consumer<StackAndGradient> onFactors) {
    Value stack = stack();
    Value output = Value.shared(Dnnl.plain(Dnnl.dimensions(inputs.get(0).desc()), plan.type()));
    product(factors, stack, row(output));
    if (learns || inputs.stream().anyMatch(plan::isDemanded)) {
      plan.demand(output);
      plan.backward(
          () -> {
            Value gradient = row(plan.plain(plan.gradient(output)));
            if (learns) {
              onFactors.accept(new StackAndGradient(stack, gradient));
            }
            addOnInputs(factors, gradient);
          });
    }
    return output;
  }

  private void addOnInputs(Value factors, Value gradient) {
    if (inputs.stream().noneMatch(plan::isDemanded)) {
      return;
    }
    Value onStack = Value.shared(matrix(inputs.size(), size, plan.type()));
    Value column = new Value(matrix(inputs.size(), 1, plan.type()), factors.storage());
    product(column, gradient, onStack);
    for (int i = 0; i < inputs.size(); i++) {
      Value input = inputs.get(i);
      if (plan.isDemanded(input)) {
        memory.desc part =
            onStack.desc().submemory_desc(new long[] {sums, 1, size}, new long[] {0, i, 0}, false);
        Value onInput = Value.shared(Dnnl.plain(Dnnl.dimensions(input.desc()), plan.type()));
        plan.copy(new Value(part, onStack.storage()), row(onInput));
        plan.addGradient(input, onInput);
      }
    }
  }

  /** [sums, I, F]. */
  private Value stack() {
    List<Value> rows = inputs.stream().map(plan::plain).map(this::row).toList();
    memory.desc[] descs = rows.stream().map(Value::desc).toArray(memory.desc[]::new);
    Value stack = Value.shared(matrix(inputs.size(), size, plan.type()));
    concat.primitive_desc description =
        new concat.primitive_desc(
            Dnnl.ENGINE, stack.desc(), 1, new memory_desc_vector(descs), Dnnl.attributes(), false);
    Map<Integer, Value> arguments = new LinkedHashMap<>();
    IntStream.range(0, rows.size())
        .forEach(i -> arguments.put(DNNL_ARG_MULTIPLE_SRC + i, rows.get(i)));
    arguments.put(DNNL_ARG_DST, stack);
    plan.add(description, new concat(description), arguments);
    return stack;
  }

  private void product(Value a, Value b, Value to) {
    matmul.primitive_desc description =
        new matmul.primitive_desc(
            Dnnl.ENGINE, a.desc(), b.desc(), to.desc(), Dnnl.attributes(), false);
    plan.add(
        description,
        new matmul(description),
        Map.of(DNNL_ARG_SRC, a, DNNL_ARG_WEIGHTS, b, DNNL_ARG_DST, to));
  }

  /** A row-major value as [sums, 1, F]. */
  private Value row(Value plain) {
    return new Value(matrix(1, size, plain.desc().get_data_type()), plain.storage());
  }

  /** [sums, I, F] as [sums, F, I], where it lies. */
  private Value turned(Value stack) {
    long[] dimensions = {sums, size, inputs.size()};
    long[] strides = {size * inputs.size(), 1, size};
    return new Value(new memory.desc(dimensions, plan.type(), strides), stack.storage());
  }

  private memory.desc matrix(long rows, long columns, memory.data_type type) {
    return Dnnl.plain(new long[] {sums, rows, columns}, type);
  }
}
