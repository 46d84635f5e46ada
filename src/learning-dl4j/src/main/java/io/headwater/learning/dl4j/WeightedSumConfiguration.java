package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Puts a weighted sum into a DL4J graph. Not meant to be serialized. */
final class WeightedSumConfiguration extends GraphVertex {
  private static final long serialVersionUID = 1;

  private final int inputs;

  WeightedSumConfiguration(int inputs) {
    this.inputs = inputs;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      @Nullable INDArray parameters,
      boolean initialize,
      DataType dataType) {
    return new WeightedSumVertex(graph, name, index, requireNonNull(parameters), dataType);
  }

  @Override
  public long numParams(boolean backprop) {
    return inputs;
  }

  @Override
  public int minVertexInputs() {
    return inputs;
  }

  @Override
  public int maxVertexInputs() {
    return inputs;
  }

  @Override
  public InputType getOutputType(int index, InputType... inputTypes) {
    throw new UnsupportedOperationException("shapes come from io.headwater.learning.model");
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputTypes) {
    throw new UnsupportedOperationException("shapes come from io.headwater.learning.model");
  }

  @Override
  public GraphVertex clone() {
    return new WeightedSumConfiguration(inputs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightedSumConfiguration that && inputs == that.inputs;
  }

  @Override
  public int hashCode() {
    return inputs;
  }
}
