package io.headwater.learning.onednn;

import io.headwater.learning.engine.DropoutMask;
import io.headwater.learning.model.Input;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * The forward and backward pass of a network for mini-batches of one size, compiled: primitives in
 * their order, with their tensors placed in the network's arena.
 */
final class Plan implements AutoCloseable {
  private final int count;
  private final Arena arena;
  private final PointerScope scope;
  private final List<Boolean> areBytes = new ArrayList<>();
  private final List<Value> inputs = new ArrayList<>();
  private final List<@Nullable Value> onInputs = new ArrayList<>();
  private final List<Value> outputs;
  private final List<Value> onOutputs;
  private final List<Mask> masks;
  private final List<Runnable> observations;
  private final long bytes;
  private final List<Call> forward;
  private final List<Call> backward;
  private final IdentityHashMap<Value, memory> memories = new IdentityHashMap<>();
  private final IdentityHashMap<Value, memory> exchanged = new IdentityHashMap<>();
  private long boundTo;

  /** A primitive, ready to run. */
  private record Call(primitive primitive, IntMemoryMap arguments) {
    void run() {
      primitive.execute(Dnnl.STREAM, arguments);
    }
  }

  /** What a dropout multiplies by. */
  record Mask(DropoutMask mask, Value value) {}

  /**
   * @param replica whose gradients the backward pass fills
   */
  Plan(PlanRecipe recipe, int count, boolean training, int replica, Arena arena) {
    this.count = count;
    this.arena = arena;
    try (PointerScope building = new PointerScope()) {
      PlanBuilder builder = new PlanBuilder(recipe, training, replica);
      NetworkWriter writer = new NetworkWriter(recipe, count, builder);
      recipe.network().inputs().values().forEach(input -> inputs.add(input(input, builder)));
      List<Value> last = writer.write(inputs);
      outputs = last.stream().map(value -> asFloats(builder, value)).toList();
      observations = writer.observations();
      masks = writer.masks();
      int forwardEnd = builder.operations().size();
      outputs.forEach(output -> output.storage().touch(forwardEnd));
      onOutputs = outputs.stream().map(output -> Value.shared(output.desc())).toList();
      if (training) {
        for (int i = 0; i < last.size(); i++) {
          onOutputs.get(i).storage().touch(forwardEnd);
          builder.addGradient(last.get(i), onOutputs.get(i));
        }
        builder.writeBackward();
        inputs.forEach(input -> onInputs.add(onInput(input, builder)));
      }
      int end = builder.operations().size();
      for (Value gradient : onInputs) {
        if (gradient != null) {
          gradient.storage().touch(end);
        }
      }
      bytes = MemoryPlan.place(shared(builder.operations()));
      List<Call> calls = calls(builder.operations());
      forward = List.copyOf(calls.subList(0, forwardEnd));
      backward = List.copyOf(calls.subList(forwardEnd, calls.size()));
      memories.forEach(
          (value, memory) -> {
            if (value.storage().isExchanged()) {
              exchanged.put(value, memory);
            }
          });
      scope = building.extend();
    }
  }

  private Value input(Input input, PlanBuilder builder) {
    boolean bytes = input.element() == Input.Element.UNSIGNED_BYTES;
    areBytes.add(bytes);
    memory.data_type type = bytes ? memory.data_type.u8 : memory.data_type.f32;
    Value value = Value.shared(Dnnl.plain(NetworkWriter.dimensions(input.shape(), count), type));
    value.storage().touch(0);
    if (input.isDifferentiable()) {
      builder.demand(value);
    }
    return value;
  }

  /** Null for an input that the loss has no gradient on. */
  private static @Nullable Value onInput(Value input, PlanBuilder builder) {
    return builder.isDemanded(input) ? asFloats(builder, builder.gradient(input)) : null;
  }

  private static Value asFloats(PlanBuilder builder, Value value) {
    return builder.as(value, Dnnl.plain(Dnnl.dimensions(value.desc()), memory.data_type.f32));
  }

  private static Set<Storage> shared(List<Operation> operations) {
    Set<Storage> shared = new LinkedHashSet<>();
    for (Operation operation : operations) {
      operation.arguments().values().stream()
          .map(Value::storage)
          .filter(Storage::isShared)
          .forEach(shared::add);
    }
    return shared;
  }

  private List<Call> calls(List<Operation> operations) {
    List<Call> calls = new ArrayList<>();
    for (Operation operation : operations) {
      IntMemoryMap arguments = new IntMemoryMap();
      operation
          .arguments()
          .forEach(
              (index, value) -> arguments.put(index, memories.computeIfAbsent(value, Plan::of)));
      calls.add(new Call(operation.primitive(), arguments));
    }
    return calls;
  }

  private static memory of(Value value) {
    return new memory(value.desc(), Dnnl.ENGINE, new Pointer());
  }

  /** How many examples it is for. */
  int count() {
    return count;
  }

  /**
   * Runs forward.
   *
   * @param rows of each input
   * @param from the row of the first example that is this plan's
   * @param seeds of all examples
   */
  void forward(List<InputRows> rows, int from, long[] seeds) {
    bind();
    for (int i = 0; i < inputs.size(); i++) {
      if (areBytes.get(i)) {
        rows.get(i).writeBytes(from, bytes(inputs.get(i)));
      } else {
        rows.get(i).writeFloats(from, floats(inputs.get(i)));
      }
    }
    masks.forEach(mask -> fill(mask, from, seeds));
    forward.forEach(Call::run);
    Dnnl.STREAM._wait();
  }

  private void fill(Mask mask, int from, long[] seeds) {
    FloatBuffer target = floats(mask.value());
    float[] row = new float[target.capacity() / count];
    for (int i = 0; i < count; i++) {
      mask.mask().fill(seeds[from + i], row, 0, row.length);
      target.put(i * row.length, row);
    }
  }

  /** The output of that index, row after row, valid until the next pass. */
  FloatBuffer output(int index) {
    return floats(outputs.get(index));
  }

  /** Where the gradient on the output of that index is to be before a backward pass. */
  FloatBuffer onOutput(int index) {
    return floats(onOutputs.get(index));
  }

  void backward() {
    exchanged.forEach((value, memory) -> memory.set_data_handle(address(value)));
    backward.forEach(Call::run);
    Dnnl.STREAM._wait();
    observations.forEach(Runnable::run);
  }

  /** The gradient on the input of that index, row after row; empty if there is none. */
  FloatBuffer onInput(int index) {
    Value gradient = onInputs.get(index);
    return gradient == null ? FloatBuffer.allocate(0) : floats(gradient);
  }

  private ByteBuffer bytes(Value value) {
    return new BytePointer(address(value)).capacity(value.desc().get_size()).asBuffer();
  }

  /** Of a row-major value of 32-bit floats. */
  private FloatBuffer floats(Value value) {
    long size = value.desc().get_size() / Float.BYTES;
    return new FloatPointer(address(value)).capacity(size).asBuffer();
  }

  private Pointer address(Value value) {
    return value.storage().address(arena.block());
  }

  /** Tells the primitives where the arena is, if it has moved. */
  private void bind() {
    arena.reserve(bytes);
    if (boundTo != arena.block().address()) {
      memories.forEach((value, memory) -> memory.set_data_handle(address(value)));
      boundTo = arena.block().address();
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
