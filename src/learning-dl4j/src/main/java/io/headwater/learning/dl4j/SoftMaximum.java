package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;

import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A softmax of each row. */
final class SoftMaximum implements DifferentiableFunction {
  private final Operation softmax = new Operation("softmax", 1);

  @Override
  public INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    INDArray output = DifferentiableFunction.like(inputs.get(0), ACTIVATIONS, workspaces);
    softmax.run(inputs, List.of(output));
    return output;
  }

  @Override
  public List<INDArray> backward(
      List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces) {
    INDArray output = forward(inputs, workspaces);
    INDArray onInput = output.mul(onOutput);
    INDArray means = onInput.sum(true, 1);
    return List.of(onInput.subi(output.muliColumnVector(means)));
  }
}
