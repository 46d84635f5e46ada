package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Inputs times a parameter each, added up: DL4J's layers with parameters have one input. */
final class WeightedSumVertex extends BaseGraphVertex {
  private final transient INDArray weights;
  private transient @Nullable INDArray gradients;

  /**
   * @param weights one for each input, a part of the graph's parameters
   */
  WeightedSumVertex(
      ComputationGraph graph, String name, int index, INDArray weights, DataType dataType) {
    super(graph, name, index, null, null, dataType);
    this.weights = weights.reshape(weights.length());
  }

  @Override
  public long numParams() {
    return weights.length();
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray[] inputs = getInputs();
    INDArray sum = inputs[0].mul(weights.getDouble(0));
    for (int i = 1; i < inputs.length; i++) {
      sum.addi(inputs[i].mul(weights.getDouble(i)));
    }
    return sum;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
    INDArray onOutput = getEpsilon();
    INDArray[] inputs = getInputs();
    INDArray[] onInputs = new INDArray[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      onInputs[i] = onOutput.mul(weights.getDouble(i));
      requireNonNull(gradients).putScalar(i, inputs[i].mul(onOutput).sumNumber().doubleValue());
    }
    return new Pair<>(null, onInputs);
  }

  /** No loss depends on it. */
  void forgetGradients() {
    requireNonNull(gradients).assign(0);
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray view) {
    gradients = view.reshape(view.length());
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public @Nullable Layer getLayer() {
    return null;
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int count) {
    return null;
  }

  @Override
  public String toString() {
    return getVertexName() + ": a weighted sum";
  }
}
