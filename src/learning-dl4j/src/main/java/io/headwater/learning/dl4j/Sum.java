package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;

import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** a + b. */
final class Sum implements DifferentiableFunction {
  @Override
  public INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    INDArray result = DifferentiableFunction.like(inputs.get(0), ACTIVATIONS, workspaces);
    return inputs.get(0).addi(inputs.get(1), result);
  }

  @Override
  public List<INDArray> backward(
      List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces) {
    return List.of(onOutput, onOutput);
  }
}
