package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.BP_WORKING_MEM;

import io.headwater.learning.model.Layer.Convolution;
import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Each channel by itself, by ND4J's depthwise_conv2d. */
final class DepthwiseConvolution implements ConvolutionKernel {
  private static final long CHANNELS_FIRST = 0;
  private static final long WEIGHTS_MULTIPLIER_FIRST = 1;

  private final int channels;
  private final Operation convolve;
  private final Operation gradients;

  DepthwiseConvolution(Convolution layer) {
    this.channels = layer.groups();
    long[] settings =
        OperationSettings.of(layer.window(), CHANNELS_FIRST, WEIGHTS_MULTIPLIER_FIRST);
    this.convolve = new Operation("depthwise_conv2d", settings);
    this.gradients = new Operation("depthwise_conv2d_bp", settings);
  }

  @Override
  public void forward(
      INDArray input, Filters filters, INDArray output, LayerWorkspaceMgr workspaces) {
    convolve.run(multiplierFirst(filters).after(input), List.of(output));
  }

  @Override
  public void backward(
      INDArray input,
      Filters filters,
      INDArray onOutput,
      INDArray onInput,
      Filters onFilters,
      LayerWorkspaceMgr workspaces) {
    List<INDArray> inputs = multiplierFirst(filters).after(input);
    inputs.add(onOutput);
    gradients.run(inputs, multiplierFirst(onFilters).after(onInput));
  }

  @Override
  public void backwardToFilters(
      INDArray input,
      Filters filters,
      INDArray onOutput,
      Filters onFilters,
      LayerWorkspaceMgr workspaces) {
    INDArray unread = DifferentiableFunction.like(input, BP_WORKING_MEM, workspaces);
    backward(input, filters, onOutput, unread, onFilters, workspaces);
  }

  /** [channels x multiplier, 1, H, W] seen as [multiplier, channels, H, W]. */
  private Filters multiplierFirst(Filters filters) {
    INDArray weight = filters.weight();
    long multiplier = weight.size(0) / channels;
    INDArray byChannel = weight.reshape('c', channels, multiplier, weight.size(2), weight.size(3));
    return new Filters(byChannel.permute(1, 0, 2, 3), filters.bias());
  }
}
