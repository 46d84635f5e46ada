package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;

import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** |a - b|, which DL4J lacks. */
final class Distance implements DifferentiableFunction {
  @Override
  public INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    return Transforms.abs(difference(inputs, workspaces), false);
  }

  @Override
  public List<INDArray> backward(
      List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces) {
    INDArray onFirst = Transforms.sign(difference(inputs, workspaces), false).muli(onOutput);
    return List.of(onFirst, onFirst.neg());
  }

  private static INDArray difference(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    INDArray result = DifferentiableFunction.like(inputs.get(0), ACTIVATIONS, workspaces);
    return inputs.get(0).subi(inputs.get(1), result);
  }
}
