package io.headwater.learning.engine;

import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.Update;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An engine one of whose kernels errs.
 *
 * @param where in which networks it does
 */
public record SpoiltEngine(Engine engine, Kernel kernel, Flaw flaw, Predicate<Network> where)
    implements Engine {
  public static final String NAME = "spoilt";

  /** What errs. */
  public enum Kernel {
    FORWARD,
    INFERENCE,
    BACKWARD_DATA,
    BACKWARD_WEIGHTS,
    SQUARE_SUM,
    UPDATE,
    STATISTICS
  }

  /** In what way. */
  public enum Flaw {
    /** As a kernel does that skips a block: zeros in the last 16th of what it computes. */
    SKIPPED_BLOCK {
      @Override
      double of(double value, int index, int size) {
        return index < size - (size + 15) / 16 ? value : 0;
      }

      @Override
      double ofSum(double sum) {
        return sum * 15 / 16;
      }
    },
    /** All values are off by a hundredth, as the losses of a library were that erred. */
    ONE_PERCENT {
      @Override
      double of(double value, int index, int size) {
        return 1.01 * value;
      }

      @Override
      double ofSum(double sum) {
        return 1.01 * 1.01 * sum;
      }
    };

    abstract double of(double value, int index, int size);

    abstract double ofSum(double sum);

    double[] in(double[] values) {
      double[] wrong = new double[values.length];
      Arrays.setAll(wrong, i -> of(values[i], i, values.length));
      return wrong;
    }

    Map<String, Tensor> in(Map<String, Tensor> tensors) {
      Map<String, Tensor> wrong = new LinkedHashMap<>();
      tensors.forEach(
          (name, tensor) -> {
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
              values[i] = (float) of(values[i], i, values.length);
            }
            wrong.put(name, new Tensor(tensor.shape(), values));
          });
      return wrong;
    }
  }

  /** The plain one, whose convolutions skip a block. */
  public SpoiltEngine() {
    this(
        new PlainJavaEngine(), Kernel.FORWARD, Flaw.SKIPPED_BLOCK, having(Layer.Convolution.class));
  }

  /** The networks that have a layer of that kind. */
  public static Predicate<Network> having(Class<? extends Layer> layer) {
    return network -> network.nodes().stream().anyMatch(node -> layer.isInstance(node.layer()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Suitability suitability() {
    return engine.suitability();
  }

  @Override
  public EngineDescription describe() {
    return engine.describe();
  }

  @Override
  public EngineNetwork open(
      Network network, NetworkState state, Optimiser optimiser, Precision precision) {
    return openPart(network, network, state, optimiser, precision);
  }

  @Override
  public EngineNetwork openPart(
      Network part, Network whole, NetworkState state, Optimiser optimiser, Precision precision) {
    EngineNetwork network = engine.openPart(part, whole, state, optimiser, precision);
    return where.test(part) ? new Spoilt(network, kernel, flaw, new Mode[1]) : network;
  }

  private record SpoiltRows(EngineRows right, Flaw flaw) implements EngineRows {
    @Override
    public int count() {
      return right.count();
    }

    @Override
    public int rowSize() {
      return right.rowSize();
    }

    @Override
    public double[] values() {
      return flaw.in(right.values());
    }
  }

  /**
   * @param mode of the last pass
   */
  private record Spoilt(EngineNetwork network, Kernel kernel, Flaw flaw, Mode[] mode)
      implements EngineNetwork {
    @Override
    public void forward(List<Feed> inputs, Pass pass) {
      network.forward(inputs, pass);
      mode[0] = pass.mode();
    }

    @Override
    public EngineRows output(int index) {
      boolean errs = kernel == (mode[0] == Mode.TRAINING ? Kernel.FORWARD : Kernel.INFERENCE);
      EngineRows right = network.output(index);
      return errs ? new SpoiltRows(right, flaw) : right;
    }

    @Override
    public void backward(List<OutputGradient> parts) {
      network.backward(parts);
    }

    @Override
    public EngineRows inputGradient(int index) {
      EngineRows right = network.inputGradient(index);
      return kernel == Kernel.BACKWARD_DATA ? new SpoiltRows(right, flaw) : right;
    }

    @Override
    public void keepGradients(int slot) {
      network.keepGradients(slot);
    }

    @Override
    public double[][] gramMatrix(int slots) {
      return network.gramMatrix(slots);
    }

    @Override
    public void combineGradients(double[] coefficients) {
      network.combineGradients(coefficients);
    }

    @Override
    public void combineGradients(double[] coefficients, ElementRule rule) {
      network.combineGradients(coefficients, rule);
    }

    @Override
    public void load(NetworkState state) {
      network.load(state);
    }

    @Override
    public double gradientSquareSum() {
      double sum = network.gradientSquareSum();
      return kernel == Kernel.SQUARE_SUM ? flaw.ofSum(sum) : sum;
    }

    @Override
    public Map<String, Tensor> gradients() {
      return kernel == Kernel.BACKWARD_WEIGHTS ? flaw.in(network.gradients()) : network.gradients();
    }

    @Override
    public void update(Update update) {
      network.update(update);
    }

    @Override
    public NetworkState state() {
      NetworkState state = network.state();
      return new NetworkState(
          state.updates(),
          kernel == Kernel.UPDATE ? flaw.in(state.parameters()) : state.parameters(),
          kernel == Kernel.STATISTICS ? flaw.in(state.statistics()) : state.statistics(),
          state.slots());
    }

    @Override
    public void close() {
      network.close();
    }
  }
}
