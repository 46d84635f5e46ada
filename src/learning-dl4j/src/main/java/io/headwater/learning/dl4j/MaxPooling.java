package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATION_GRAD;

import io.headwater.learning.model.Layer.MaxPool;
import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The maximum over square windows of [N, C, H, W], by the operations oneDNN and cuDNN serve. */
final class MaxPooling implements DifferentiableFunction {
  private final int kernel;
  private final int stride;
  private final int padding;
  private final Operation pool;
  private final Operation poolGradient;

  MaxPooling(MaxPool layer) {
    this.kernel = layer.kernel();
    this.stride = layer.stride();
    this.padding = layer.padding();
    // kernel, stride, padding, dilation (each H, W), same mode, unused, channels last
    long[] settings = {kernel, kernel, stride, stride, padding, padding, 1, 1, 0, 1, 0};
    this.pool = new Operation("maxpool2d", settings);
    this.poolGradient = new Operation("maxpool2d_bp", settings);
  }

  @Override
  public INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    INDArray input = inputs.get(0);
    long[] shape = {input.size(0), input.size(1), windows(input.size(2)), windows(input.size(3))};
    INDArray output = workspaces.createUninitialized(ACTIVATIONS, input.dataType(), shape, 'c');
    pool.run(inputs, List.of(output));
    return output;
  }

  @Override
  public List<INDArray> backward(
      List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces) {
    INDArray input = inputs.get(0);
    INDArray onInput = DifferentiableFunction.like(input, ACTIVATION_GRAD, workspaces);
    poolGradient.run(List.of(input, onOutput), List.of(onInput));
    return List.of(onInput);
  }

  private long windows(long size) {
    return (size + 2L * padding - kernel) / stride + 1;
  }
}
