package io.headwater.learning.onednn;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.ElementRule;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.EngineRows;
import io.headwater.learning.engine.Feed;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.OutputGradient;
import io.headwater.learning.engine.Pass;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
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
  private final List<NativeRows> outputs;
  private final List<NativeRows> onOutputs;
  private final List<NativeRows> onInputs;
  private final StateCopies copies;
  private final UnitLimit unitLimit = new UnitLimit();
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
    this.work = work;
    this.parameters = new Parameters(network, state, optimiser, work.replicas());
    this.copies = new StateCopies(parameters);
    this.outputs = rows(network.outputShapes());
    this.onOutputs = rows(network.outputShapes());
    this.onInputs = rows(network.inputs().values().stream().map(Input::shape).toList());
    Value scale = new Value(Dnnl.vector(1), Storage.own(scaleFactor, Float.BYTES));
    PlanRecipe recipe = new PlanRecipe(network, type, parameters, scale);
    this.replicas =
        IntStream.range(0, work.replicas()).mapToObj(i -> new Replica(i, recipe)).toList();
    Threads.share(work.threadsOfKernels(USUAL_COUNT, Threads.count()));
    replicas.get(0).plan(USUAL_COUNT, Mode.TRAINING);
    parameters.settle();
  }

  private static List<NativeRows> rows(List<List<Integer>> shapes) {
    return shapes.stream().map(shape -> new NativeRows(Tensor.size(shape))).toList();
  }

  @Override
  public void forward(List<Feed> inputs, Pass pass) {
    List<InputRows> rows = new ArrayList<>();
    network
        .inputs()
        .forEach(
            (name, input) ->
                rows.add(new InputRows(inputs.get(rows.size()), name, input, pass.count())));
    count = pass.count();
    outputs.forEach(output -> output.resize(count));
    inParts(
        part -> {
          int from = from(part);
          Plan plan = replicas.get(part).plan(from(part + 1) - from, pass.mode());
          plan.forward(rows, from, pass.seeds());
          for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i).put(from, plan.output(i));
          }
        });
  }

  @Override
  public EngineRows output(int index) {
    return outputs.get(index);
  }

  @Override
  public void backward(List<OutputGradient> parts) {
    onOutputs.forEach(rows -> rows.resize(count));
    onInputs.forEach(rows -> rows.resize(count));
    inParts(
        part -> {
          Plan plan = replicas.get(part).current();
          writeOnOutputs(parts, from(part), plan);
          plan.backward();
          for (int i = 0; i < onInputs.size(); i++) {
            onInputs.get(i).put(from(part), plan.onInput(i));
          }
        });
    parameters.all().forEach(parameter -> GradientSum.over(parameter, work.parts(count)));
  }

  private void writeOnOutputs(List<OutputGradient> parts, int from, Plan plan) {
    for (int i = 0; i < onOutputs.size(); i++) {
      int output = i;
      NativeRows sum = onOutputs.get(i);
      List<OutputGradient> own = parts.stream().filter(part -> part.output() == output).toList();
      GradientRows.sum(own, from, from + plan.count(), sum);
      sum.get(from, plan.onOutput(i));
    }
  }

  @Override
  public EngineRows inputGradient(int index) {
    String name = List.copyOf(network.inputs().keySet()).get(index);
    if (!requireNonNull(network.inputs().get(name)).isDifferentiable()) {
      throw new IllegalArgumentException("there is no gradient on bytes, input '" + name + "'");
    }
    return onInputs.get(index);
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
  public void keepGradients(int slot) {
    parameters.all().forEach(parameter -> parameter.keep(slot));
    parameters.statistics().forEach(statistic -> statistic.keep(slot));
  }

  @Override
  public double[][] gramMatrix(int slots) {
    return KeptGradients.gramMatrix(parameters.all(), slots);
  }

  @Override
  public void combineGradients(double[] coefficients) {
    parameters.all().forEach(parameter -> parameter.combine(coefficients));
    parameters.statistics().forEach(statistic -> statistic.combine(coefficients.length));
  }

  @Override
  public void combineGradients(double[] coefficients, ElementRule rule) {
    long first = 0;
    for (Parameter parameter : parameters.byName().values()) {
      parameter.combine(coefficients, rule, first);
      first += parameter.gradient().capacity();
    }
    parameters.statistics().forEach(statistic -> statistic.combine(coefficients.length));
  }

  @Override
  public void update(Update update) {
    updates++;
    parameters
        .byName()
        .forEach(
            (name, parameter) -> {
              if (!update.frozen().contains(name)) {
                update(parameter, update);
              }
            });
    parameters.statistics().forEach(Statistic::move);
  }

  private void update(Parameter parameter, Update update) {
    DoubleSupplier squareSum = () -> SquareSum.of(parameter.gradient().asBuffer());
    OptimiserStep.apply(update.step(optimiser, updates, squareSum), parameter);
    if (parameter.decays() && update.penalty().limitsUnits()) {
      unitLimit.apply(update.penalty(), parameter);
    }
  }

  @Override
  public NetworkState state() {
    return state(
        parameters.read(Parameter::weights),
        index -> parameters.read(parameter -> parameter.slots().get(index)));
  }

  @Override
  public Captured<NetworkState> captureState() {
    StateCopy copy = copies.borrow();
    copy.take();
    return new Captured<>(state(copy.weights(), copy::slot), () -> copies.giveBack(copy));
  }

  private NetworkState state(
      Map<String, Tensor> weights, IntFunction<Map<String, Tensor>> slotOfIndex) {
    Map<String, Map<String, Tensor>> slots = new LinkedHashMap<>();
    for (int i = 0; i < optimiser.slots().size(); i++) {
      slots.put(optimiser.slots().get(i), slotOfIndex.apply(i));
    }
    return new NetworkState(updates, weights, parameters.readStatistics(), slots);
  }

  @Override
  public void load(NetworkState state) {
    state.requireFits(network, optimiser);
    parameters.load(state);
    updates = state.updates();
  }

  @Override
  public void close() {
    replicas.forEach(Replica::close);
    outputs.forEach(NativeRows::close);
    onOutputs.forEach(NativeRows::close);
    onInputs.forEach(NativeRows::close);
    copies.close();
    unitLimit.close();
    parameters.close();
    scaleFactor.close();
  }
}
