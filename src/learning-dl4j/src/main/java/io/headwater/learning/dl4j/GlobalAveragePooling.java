package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATION_GRAD;

import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean of each channel: [N, C, H, W] to [N, C]. */
final class GlobalAveragePooling implements DifferentiableFunction {
  @Override
  public INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    INDArray input = inputs.get(0);
    long[] shape = {input.size(0), input.size(1)};
    INDArray output = workspaces.createUninitialized(ACTIVATIONS, input.dataType(), shape, 'c');
    return input.mean(output, 2, 3);
  }

  @Override
  public List<INDArray> backward(
      List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces) {
    INDArray input = inputs.get(0);
    INDArray each = onOutput.div(input.size(2) * input.size(3));
    INDArray onInput = DifferentiableFunction.like(input, ACTIVATION_GRAD, workspaces);
    INDArray spread = each.reshape('c', input.size(0), input.size(1), 1, 1);
    // ND4J's broadcast to the same shape leaves the result as it is: uninitialised memory.
    return List.of(
        spread.equalShapes(onInput) ? onInput.assign(spread) : spread.broadcast(onInput));
  }
}
