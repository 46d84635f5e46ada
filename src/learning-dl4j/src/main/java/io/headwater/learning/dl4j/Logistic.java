package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATION_GRAD;

import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** 1 / (1 + exp(-x)). */
final class Logistic implements DifferentiableFunction {
  private final Operation sigmoid = new Operation("sigmoid");
  private final Operation sigmoidGradient = new Operation("sigmoid_bp");

  @Override
  public INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    INDArray output = DifferentiableFunction.like(inputs.get(0), ACTIVATIONS, workspaces);
    sigmoid.run(inputs, List.of(output));
    return output;
  }

  @Override
  public List<INDArray> backward(
      List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces) {
    INDArray input = inputs.get(0);
    INDArray onInput = DifferentiableFunction.like(input, ACTIVATION_GRAD, workspaces);
    sigmoidGradient.run(List.of(input, onOutput), List.of(onInput));
    return List.of(onInput);
  }
}
