package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATION_GRAD;

import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** max(x, 0). DL4J's own takes four times as long backward. */
final class Rectifier implements DifferentiableFunction {
  private static final long serialVersionUID = 1;
  private static final double[] THRESHOLD = {0};

  private final Operation relu = new Operation("relu", THRESHOLD);
  private final Operation reluGradient = new Operation("relu_bp", THRESHOLD);

  @Override
  public INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    INDArray output = DifferentiableFunction.like(inputs.get(0), ACTIVATIONS, workspaces);
    relu.run(inputs, List.of(output));
    return output;
  }

  @Override
  public List<INDArray> backward(
      List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces) {
    INDArray input = inputs.get(0);
    INDArray onInput = DifferentiableFunction.like(input, ACTIVATION_GRAD, workspaces);
    reluGradient.run(List.of(input, onOutput), List.of(onInput));
    return List.of(onInput);
  }
}
