package io.headwater.job;

import io.headwater.learning.engine.ElementRule;
import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.EngineRows;
import io.headwater.learning.engine.Feed;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.OutputGradient;
import io.headwater.learning.engine.Pass;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Suitability;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.Update;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The plain Java engine, which fails in its next steps as often as it is told to. */
public final class FailingEngine implements Engine {
  static final String NAME = "failing";
  static final AtomicInteger failures = new AtomicInteger();

  private final Engine engine = new PlainJavaEngine();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Suitability suitability() {
    return Suitability.of(0);
  }

  @Override
  public EngineDescription describe() {
    return engine.describe();
  }

  @Override
  public EngineNetwork open(
      Network network, NetworkState state, Optimiser optimiser, Precision precision) {
    return new FailingNetwork(engine.open(network, state, optimiser, precision));
  }

  /** Proves itself, and fails only when it trains. */
  @Override
  public EngineNetwork openPart(
      Network part, Network whole, NetworkState state, Optimiser optimiser, Precision precision) {
    return engine.openPart(part, whole, state, optimiser, precision);
  }

  private record FailingNetwork(EngineNetwork network) implements EngineNetwork {
    @Override
    public void forward(List<Feed> inputs, Pass pass) {
      network.forward(inputs, pass);
    }

    @Override
    public EngineRows output(int index) {
      return network.output(index);
    }

    @Override
    public void backward(List<OutputGradient> parts) {
      network.backward(parts);
    }

    @Override
    public EngineRows inputGradient(int index) {
      return network.inputGradient(index);
    }

    @Override
    public double gradientSquareSum() {
      return network.gradientSquareSum();
    }

    @Override
    public Map<String, Tensor> gradients() {
      return network.gradients();
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

    /** Fails half-way through a step, when other networks may have been updated already. */
    @Override
    public void update(Update update) {
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("told to fail");
      }
      network.update(update);
    }

    @Override
    public NetworkState state() {
      return network.state();
    }

    @Override
    public void load(NetworkState state) {
      network.load(state);
    }

    @Override
    public void close() {
      network.close();
    }
  }
}
