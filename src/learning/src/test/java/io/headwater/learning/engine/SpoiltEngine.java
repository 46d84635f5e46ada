package io.headwater.learning.engine;

import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An engine one of whose kernels errs in networks that have a layer of that kind, as a kernel would
 * that skips a block: by little, and only at the end of what it computes.
 */
public record SpoiltEngine(Engine engine, Kernel kernel, Class<? extends Layer> layer)
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

  /** The plain one, whose convolutions err. */
  public SpoiltEngine() {
    this(new PlainJavaEngine(), Kernel.FORWARD, Layer.Convolution.class);
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
      Network network, NetworkState state, Adam optimiser, Precision precision) {
    return openPart(network, network, state, optimiser, precision);
  }

  @Override
  public EngineNetwork openPart(
      Network part, Network whole, NetworkState state, Adam optimiser, Precision precision) {
    EngineNetwork network = engine.openPart(part, whole, state, optimiser, precision);
    boolean hasLayer = part.nodes().stream().anyMatch(node -> layer.isInstance(node.layer()));
    return hasLayer ? new Spoilt(network, kernel) : network;
  }

  private record Spoilt(EngineNetwork network, Kernel kernel) implements EngineNetwork {
    @Override
    public double[] forward(byte[] images, int count, Mode mode) {
      return forward(network.forward(images, count, mode), mode);
    }

    @Override
    public double[] forward(List<double[]> inputs, int count, Mode mode) {
      return forward(network.forward(inputs, count, mode), mode);
    }

    private double[] forward(double[] output, Mode mode) {
      boolean errs = kernel == (mode == Mode.TRAINING ? Kernel.FORWARD : Kernel.INFERENCE);
      return errs ? spoilt(output) : output;
    }

    @Override
    public List<double[]> backward(double[] outputGradient) {
      List<double[]> onInputs = network.backward(outputGradient);
      return kernel == Kernel.BACKWARD_DATA
          ? onInputs.stream().map(Spoilt::spoilt).toList()
          : onInputs;
    }

    @Override
    public double gradientSquareSum() {
      return network.gradientSquareSum() * (kernel == Kernel.SQUARE_SUM ? 1.3 : 1);
    }

    @Override
    public Map<String, Tensor> gradients() {
      return kernel == Kernel.BACKWARD_WEIGHTS ? spoilt(network.gradients()) : network.gradients();
    }

    @Override
    public void update(double factor) {
      network.update(factor);
    }

    @Override
    public NetworkState state() {
      NetworkState state = network.state();
      return new NetworkState(
          state.updates(),
          kernel == Kernel.UPDATE ? spoilt(state.parameters()) : state.parameters(),
          kernel == Kernel.STATISTICS ? spoilt(state.statistics()) : state.statistics(),
          state.optimiser());
    }

    @Override
    public void close() {
      network.close();
    }

    private static Map<String, Tensor> spoilt(Map<String, Tensor> tensors) {
      Map<String, Tensor> spoilt = new LinkedHashMap<>();
      tensors.forEach(
          (name, tensor) -> {
            float[] values = tensor.values().clone();
            Arrays.fill(values, values.length - (values.length + 15) / 16, values.length, 0);
            spoilt.put(name, new Tensor(tensor.shape(), values));
          });
      return spoilt;
    }

    private static double[] spoilt(double[] values) {
      double[] spoilt = values.clone();
      Arrays.fill(spoilt, spoilt.length - (spoilt.length + 15) / 16, spoilt.length, 0);
      return spoilt;
    }
  }
}
