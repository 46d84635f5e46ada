package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATION_GRAD;

import io.headwater.learning.model.Layer.AveragePool;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Window;
import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The maximum or mean over windows of [N, C, H, W], by the operations that oneDNN and cuDNN serve.
 */
final class Pooling implements DifferentiableFunction {
  private static final long CHANNELS_FIRST = 0;
  private static final long UNUSED = 1;

  private final Operation pool;
  private final Operation poolGradient;
  private final List<Integer> output;

  private Pooling(String operation, Window window, long setting, List<Integer> output) {
    long[] settings = OperationSettings.of(window, setting, CHANNELS_FIRST);
    this.pool = new Operation(operation, settings);
    this.poolGradient = new Operation(operation + "_bp", settings);
    this.output = output;
  }

  /**
   * @param input shape [C, H, W]
   */
  static DifferentiableFunction of(MaxPool layer, List<Integer> input) {
    List<Integer> output = layer.outputShape(List.of(input));
    Window window = layer.window();
    int bottom = window.rowPaddingAfter(input.get(1));
    int right = window.columnPaddingAfter(input.get(2));
    if (bottom <= window.rowPadding() && right <= window.columnPadding()) {
      return new Pooling("maxpool2d", window, UNUSED, output);
    }
    Window unpadded =
        new Window(
            window.height(),
            window.width(),
            window.rowStride(),
            window.columnStride(),
            0,
            0,
            1,
            1,
            false);
    return new Framed(
        window.rowPadding(),
        window.columnPadding(),
        Math.max(0, bottom),
        Math.max(0, right),
        new Pooling("maxpool2d", unpadded, UNUSED, output));
  }

  /**
   * @param input shape [C, H, W]
   */
  static DifferentiableFunction of(AveragePool layer, List<Integer> input) {
    long countsPadding = layer.countsPadding() ? 1 : 0;
    return new Pooling(
        "avgpool2d", layer.window(), countsPadding, layer.outputShape(List.of(input)));
  }

  @Override
  public INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    INDArray input = inputs.get(0);
    long[] shape = {input.size(0), output.get(0), output.get(1), output.get(2)};
    INDArray result = workspaces.createUninitialized(ACTIVATIONS, input.dataType(), shape, 'c');
    pool.run(inputs, List.of(result));
    return result;
  }

  @Override
  public List<INDArray> backward(
      List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces) {
    INDArray input = inputs.get(0);
    INDArray onInput = DifferentiableFunction.like(input, ACTIVATION_GRAD, workspaces);
    poolGradient.run(List.of(input, onOutput), List.of(onInput));
    return List.of(onInput);
  }
}
