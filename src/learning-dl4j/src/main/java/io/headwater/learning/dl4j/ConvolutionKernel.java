package io.headwater.learning.dl4j;

import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Window;
import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How a convolution is computed. Feature maps are [N, C, H, W], row-major. */
interface ConvolutionKernel {
  /** Writes the output. */
  void forward(INDArray input, Filters filters, INDArray output, LayerWorkspaceMgr workspaces);

  /**
   * Writes all gradients.
   *
   * @param onOutput dLoss/dOutput; not to be changed
   */
  void backward(
      INDArray input,
      Filters filters,
      INDArray onOutput,
      INDArray onInput,
      Filters onFilters,
      LayerWorkspaceMgr workspaces);

  /** Writes the gradients of the filters only. */
  void backwardToFilters(
      INDArray input,
      Filters filters,
      INDArray onOutput,
      Filters onFilters,
      LayerWorkspaceMgr workspaces);

  /**
   * @param input shape [C, H, W]
   */
  static ConvolutionKernel of(Convolution layer, List<Integer> input) {
    Window window = layer.window();
    boolean dilated = window.rowDilation() > 1 || window.columnDilation() > 1;
    if (layer.groups() > 1 && layer.groups() == input.get(0) && !dilated) {
      return new DepthwiseConvolution(layer);
    }
    ConvolutionKernel whole =
        dilated ? new PatchConvolution(window, input) : new WholeConvolution(window, input);
    return layer.groups() == 1 ? whole : new GroupedConvolution(layer.groups(), whole);
  }
}
