package io.headwater.learning.onednn;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * The forward and backward pass of a network for mini-batches of one size, compiled: primitives in
 * their order, with their tensors placed in the network's arena.
 */
final class Plan implements AutoCloseable {
  private final Arena arena;
  private final PointerScope scope;
  private final Map<String, Value> inputs;
  private final Map<String, Value> onInputs;
  private final Value output;
  private final Value onOutput;
  private final List<Runnable> observations;
  private final long bytes;
  private final List<Call> forward;
  private final List<Call> backward;
  private final IdentityHashMap<Value, memory> memories = new IdentityHashMap<>();
  private long boundTo;

  /** A primitive, ready to run. */
  private record Call(primitive primitive, IntMemoryMap arguments) {
    void run() {
      primitive.execute(Dnnl.STREAM, arguments);
    }
  }

  Plan(
      Network network,
      int count,
      boolean training,
      memory.data_type type,
      int replica,
      Parameters parameters,
      Value scaleFactor,
      Arena arena) {
    this.arena = arena;
    try (PointerScope building = new PointerScope()) {
      PlanBuilder builder = new PlanBuilder(type, training, replica);
      NetworkWriter writer = new NetworkWriter(network, count, builder, parameters, scaleFactor);
      inputs = inputs(network, count, builder);
      Value last = writer.write(inputs);
      output = asFloats(builder, last);
      observations = writer.observations();
      int forwardEnd = builder.operations().size();
      output.storage().touch(forwardEnd);
      onOutput = Value.shared(output.desc());
      onInputs = new LinkedHashMap<>();
      if (training) {
        onOutput.storage().touch(forwardEnd);
        builder.addGradient(last, onOutput);
        builder.writeBackward();
        inputs.forEach(
            (name, input) -> {
              if (builder.isDemanded(input)) {
                onInputs.put(name, asFloats(builder, builder.gradient(input)));
              }
            });
      }
      int end = builder.operations().size();
      onInputs.values().forEach(gradient -> gradient.storage().touch(end));
      bytes = MemoryPlan.place(shared(builder.operations()));
      List<Call> calls = calls(builder.operations());
      forward = List.copyOf(calls.subList(0, forwardEnd));
      backward = List.copyOf(calls.subList(forwardEnd, calls.size()));
      scope = building.extend();
    }
  }

  private static Map<String, Value> inputs(Network network, int count, PlanBuilder builder) {
    Map<String, Value> inputs = new LinkedHashMap<>();
    network
        .inputs()
        .forEach(
            (name, shape) -> {
              boolean image = name.equals(Architecture.IMAGE);
              memory.data_type type = image ? memory.data_type.u8 : memory.data_type.f32;
              Value input = Value.shared(Dnnl.plain(NetworkWriter.dimensions(shape, count), type));
              input.storage().touch(0);
              if (!image) {
                builder.demand(input);
              }
              inputs.put(name, input);
            });
    return inputs;
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

  /**
   * @param from index of the first byte that is this plan's
   */
  void writeImages(byte[] images, int from) {
    Value input = input(Architecture.IMAGE);
    new BytePointer(address(input)).put(images, from, (int) input.desc().get_size());
  }

  /**
   * @param from index of the first value that is this plan's
   */
  void writeInput(String name, double[] values, int from) {
    Value input = input(name);
    int count = size(input);
    new FloatPointer(address(input)).put(Numbers.floats(values, from, count), 0, count);
  }

  private Value input(String name) {
    bind();
    return requireNonNull(inputs.get(name));
  }

  void forward() {
    forward.forEach(Call::run);
    Dnnl.STREAM._wait();
  }

  /**
   * @param to the output is copied there
   * @param at index of the first value that is this plan's
   */
  void readOutput(double[] to, int at) {
    read(output, to, at);
  }

  /** Values of the output. */
  int outputSize() {
    return size(output);
  }

  /**
   * @param gradient on the output
   * @param from index of the first value that is this plan's
   */
  void backward(double[] gradient, int from) {
    int count = size(onOutput);
    new FloatPointer(address(onOutput)).put(Numbers.floats(gradient, from, count), 0, count);
    backward.forEach(Call::run);
    Dnnl.STREAM._wait();
    observations.forEach(Runnable::run);
  }

  /** Names of the inputs whose gradient is computed, in order. */
  List<String> gradientInputs() {
    return List.copyOf(onInputs.keySet());
  }

  int inputSize(String name) {
    return size(requireNonNull(inputs.get(name)));
  }

  /**
   * @param to the gradient on the input is copied there
   * @param at index of the first value that is this plan's
   */
  void readOnInput(String name, double[] to, int at) {
    read(requireNonNull(onInputs.get(name)), to, at);
  }

  private void read(Value value, double[] to, int at) {
    float[] floats = new float[size(value)];
    new FloatPointer(address(value)).get(floats);
    for (int i = 0; i < floats.length; i++) {
      to[at + i] = floats[i];
    }
  }

  /** Of a row-major value of 32-bit floats. */
  private static int size(Value value) {
    return (int) (value.desc().get_size() / Float.BYTES);
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
