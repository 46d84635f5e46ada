package io.headwater.learning.dl4j;

import io.headwater.learning.engine.Pass;
import java.util.Arrays;
import java.util.List;
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

/** A function at its place in a DL4J graph. */
final class FunctionVertex extends BaseGraphVertex {
  private final transient DifferentiableFunction function;

  FunctionVertex(
      ComputationGraph graph,
      String name,
      int index,
      DifferentiableFunction function,
      DataType dataType) {
    super(graph, name, index, null, null, dataType);
    this.function = function;
  }

  /** What the next forward is for. */
  void begin(Pass pass) {
    function.begin(pass);
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    return function.forward(Arrays.asList(getInputs()), workspaces);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
    List<INDArray> onInputs =
        function.backward(Arrays.asList(getInputs()), getEpsilon(), workspaces);
    return new Pair<>(null, onInputs.toArray(INDArray[]::new));
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
  public void setBackpropGradientsViewArray(INDArray gradients) {
    throw new UnsupportedOperationException(getVertexName() + " has no parameters");
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int count) {
    return null;
  }

  @Override
  public String toString() {
    return getVertexName() + ": " + function;
  }
}
