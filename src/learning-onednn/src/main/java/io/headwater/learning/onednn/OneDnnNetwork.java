package io.headwater.learning.onednn;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/** A network run by oneDNN, with its optimiser. */
final class OneDnnNetwork implements EngineNetwork {
  /** Layouts are chosen for mini-batches of this size; others use the same. */
  private static final int USUAL_COUNT = 32;

  private final Network network;
  private final Optimiser optimiser;
  private final Work work;
  private final Parameters parameters;
  private final FloatPointer scaleFactor = new FloatPointer(1 / 255f);
  private final List<Replica> replicas;
  private final int outputSize;
  private final Captures captures;
  private long updates;
  private int count;

  /**
   * @param work how it is shared out among threads
   */
  OneDnnNetwork(
      Network network, NetworkState state, Optimiser optimiser, memory.data_type type, Work work) {
    this.network = network;
    this.optimiser = optimiser;
    this.updates = state.updates();
    this.outputSize = network.outputSize();
    this.work = work;
    this.parameters = new Parameters(network, state, optimiser, work.replicas());
    this.captures = new Captures(parameters);
    Value scale = new Value(Dnnl.vector(1), Storage.own(scaleFactor, Float.BYTES));
    this.replicas =
        IntStream.range(0, work.replicas())
            .mapToObj(
                index ->
                    new Replica(
                        index,
                        (size, mode, replica, arena) ->
                            new Plan(
                                network,
                                size,
                                mode == Mode.TRAINING,
                                type,
                                replica,
                                parameters,
                                scale,
                                arena)))
            .toList();
    Threads.share(work.threadsOfKernels(USUAL_COUNT, Threads.count()));
    replicas.get(0).plan(USUAL_COUNT, Mode.TRAINING);
    parameters.settle();
  }

  @Override
  public double[] forward(byte[] images, int count, Mode mode) {
    requireSize(Architecture.IMAGE, images.length, count);
    int size = images.length / count;
    return forward(count, mode, (plan, from) -> plan.writeImages(images, from * size));
  }

  @Override
  public double[] forward(List<double[]> inputs, int count, Mode mode) {
    List<String> names = List.copyOf(network.inputs().keySet());
    for (int i = 0; i < names.size(); i++) {
      requireSize(names.get(i), inputs.get(i).length, count);
    }
    return forward(
        count,
        mode,
        (plan, from) -> {
          for (int i = 0; i < names.size(); i++) {
            double[] values = inputs.get(i);
            plan.writeInput(names.get(i), values, from * (values.length / count));
          }
        });
  }

  /** Gives a plan its part of the mini-batch. */
  private interface Input {
    void write(Plan plan, int from);
  }

  private double[] forward(int newCount, Mode mode, Input input) {
    count = newCount;
    double[] output = new double[count * outputSize];
    inParts(
        part -> {
          int from = from(part);
          Plan plan = replicas.get(part).plan(from(part + 1) - from, mode);
          input.write(plan, from);
          plan.forward();
          plan.readOutput(output, from * outputSize);
        });
    return output;
  }

  @Override
  public List<double[]> backward(double[] outputGradient) {
    List<String> names = replicas.get(0).current().gradientInputs();
    List<double[]> onInputs = new ArrayList<>();
    for (String name : names) {
      onInputs.add(new double[count * Tensor.size(shape(name))]);
    }
    inParts(
        part -> {
          int from = from(part);
          Plan plan = replicas.get(part).current();
          plan.backward(outputGradient, from * outputSize);
          for (int i = 0; i < names.size(); i++) {
            plan.readOnInput(
                names.get(i), onInputs.get(i), from * Tensor.size(shape(names.get(i))));
          }
        });
    parameters.all().forEach(parameter -> GradientSum.over(parameter, work.parts(count)));
    return onInputs;
  }

  /** Cuts the mini-batch into parts, and runs each on a thread of its own. */
  private void inParts(IntConsumer part) {
    int threads = work.threadsOfKernels(count, Threads.count());
    Threads.runAll(
        IntStream.range(0, work.parts(count))
            .<Runnable>mapToObj(
                index ->
                    () -> {
                      Threads.share(threads);
                      part.accept(index);
                    })
            .toList());
  }

  /** The first example of a part. */
  private int from(int part) {
    return (int) ((long) count * part / work.parts(count));
  }

  @Override
  public double gradientSquareSum() {
    return parameters.all().stream()
        .mapToDouble(each -> SquareSum.of(each.gradient().asBuffer()))
        .sum();
  }

  @Override
  public Map<String, Tensor> gradients() {
    return parameters.read(Parameter::gradient);
  }

  @Override
  public void update(Update update) {
    updates++;
    Optimiser.Step step = optimiser.step(updates, update);
    parameters
        .byName()
        .forEach(
            (name, parameter) -> {
              if (!update.frozen().contains(name)) {
                OptimiserStep.apply(step, parameter);
              }
            });
    parameters.moveStatistics();
  }

  @Override
  public NetworkState state() {
    return state(
        parameters.read(Parameter::weights),
        index -> parameters.read(parameter -> parameter.slots().get(index)));
  }

  @Override
  public Captured<NetworkState> captureState() {
    Capture capture = captures.borrow();
    capture.take();
    return new Captured<>(
        state(capture.weights(), capture::slot), () -> captures.giveBack(capture));
  }

  private NetworkState state(
      Map<String, Tensor> weights, IntFunction<Map<String, Tensor>> slotOfIndex) {
    Map<String, Map<String, Tensor>> slots = new LinkedHashMap<>();
    for (int i = 0; i < optimiser.slots().size(); i++) {
      slots.put(optimiser.slots().get(i), slotOfIndex.apply(i));
    }
    return new NetworkState(updates, weights, parameters.readStatistics(), slots);
  }

  private void requireSize(String input, int values, int count) {
    if (count < 1 || (long) count * Tensor.size(shape(input)) != values) {
      throw new IllegalArgumentException(
          values + " values don't make " + count + " of '" + input + "', shape " + shape(input));
    }
  }

  private List<Integer> shape(String input) {
    return requireNonNull(network.inputs().get(input));
  }

  @Override
  public void close() {
    replicas.forEach(Replica::close);
    captures.close();
    parameters.close();
    scaleFactor.close();
  }
}
