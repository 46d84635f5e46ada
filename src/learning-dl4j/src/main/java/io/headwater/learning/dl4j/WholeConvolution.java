package io.headwater.learning.dl4j;

import io.headwater.learning.model.Window;
import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All channels to all channels, by ND4J's conv2d and conv2d_bp, which oneDNN serves on the CPU and
 * cuDNN on the GPU.
 */
final class WholeConvolution implements ConvolutionKernel {
  private static final long CHANNELS_FIRST = 0;
  private static final long WEIGHTS_OUTPUTS_FIRST = 1;

  private final Operation convolve;
  private final Operation gradients;
  private final PatchConvolution patches;

  /**
   * @param input shape [C, H, W]
   */
  WholeConvolution(Window window, List<Integer> input) {
    long[] settings = OperationSettings.of(window, CHANNELS_FIRST, WEIGHTS_OUTPUTS_FIRST);
    this.convolve = new Operation("conv2d", settings);
    this.gradients = new Operation("conv2d_bp", settings);
    this.patches = new PatchConvolution(window, input);
  }

  @Override
  public void forward(
      INDArray input, Filters filters, INDArray output, LayerWorkspaceMgr workspaces) {
    convolve.run(filters.after(input), List.of(output));
  }

  @Override
  public void backward(
      INDArray input,
      Filters filters,
      INDArray onOutput,
      INDArray onInput,
      Filters onFilters,
      LayerWorkspaceMgr workspaces) {
    List<INDArray> inputs = filters.after(input);
    inputs.add(onOutput);
    gradients.run(inputs, onFilters.after(onInput));
  }

  /** conv2d_bp can't leave out the input's gradient, which takes most of its time. */
  @Override
  public void backwardToFilters(
      INDArray input,
      Filters filters,
      INDArray onOutput,
      Filters onFilters,
      LayerWorkspaceMgr workspaces) {
    patches.backwardToFilters(input, filters, onOutput, onFilters, workspaces);
  }
}
