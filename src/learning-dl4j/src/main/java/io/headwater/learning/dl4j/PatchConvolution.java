package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;
import static org.deeplearning4j.nn.workspace.ArrayType.BP_WORKING_MEM;

import io.headwater.learning.model.Window;
import java.util.List;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All channels to all channels, as products with the patches that the window covers. For dilated
 * windows: ND4J's way to oneDNN gets their padding wrong, and fails.
 */
final class PatchConvolution implements ConvolutionKernel {
  private final Window window;
  private final Operation imageToPatches;
  private final Operation patchesToImage;
  private final Operation multiply = new Operation("matmul", 0, 0, 0);
  private final Operation multiplyTransposed = new Operation("matmul", 1, 0, 0);
  private final Operation multiplyByTransposed = new Operation("matmul", 0, 1, 0);

  /**
   * @param input shape [C, H, W]
   */
  PatchConvolution(Window window, List<Integer> input) {
    this.window = window;
    this.imageToPatches = new Operation("im2col", new double[] {0}, OperationSettings.of(window));
    this.patchesToImage =
        new Operation(
            "col2im",
            window.rowStride(),
            window.columnStride(),
            window.rowPadding(),
            window.columnPadding(),
            input.get(1),
            input.get(2),
            window.rowDilation(),
            window.columnDilation(),
            OperationSettings.PADDED_AS_GIVEN);
  }

  @Override
  public void forward(
      INDArray input, Filters filters, INDArray output, LayerWorkspaceMgr workspaces) {
    INDArray patches = patches(input, output, ACTIVATIONS, workspaces);
    INDArray weight = matrix(filters.weight());
    INDArray outputs = positions(output);
    for (long n = 0; n < input.size(0); n++) {
      multiply.run(List.of(weight, patches.slice(n)), List.of(outputs.slice(n)));
    }
    if (filters.bias() != null) {
      output.addi(filters.bias().reshape(1, output.size(1), 1, 1));
    }
  }

  @Override
  public void backward(
      INDArray input,
      Filters filters,
      INDArray onOutput,
      INDArray onInput,
      Filters onFilters,
      LayerWorkspaceMgr workspaces) {
    backwardToFilters(input, filters, onOutput, onFilters, workspaces);
    INDArray weight = matrix(filters.weight());
    INDArray onOutputs = positions(onOutput);
    INDArray onPatches = newPatches(input, onOutput, BP_WORKING_MEM, workspaces);
    INDArray onPatchRows = rows(onPatches);
    for (long n = 0; n < input.size(0); n++) {
      multiplyTransposed.run(List.of(weight, onOutputs.slice(n)), List.of(onPatchRows.slice(n)));
    }
    patchesToImage.run(List.of(onPatches), List.of(onInput));
  }

  @Override
  public void backwardToFilters(
      INDArray input,
      Filters filters,
      INDArray onOutput,
      Filters onFilters,
      LayerWorkspaceMgr workspaces) {
    INDArray patches = patches(input, onOutput, BP_WORKING_MEM, workspaces);
    INDArray onOutputs = positions(onOutput);
    long[] shape = {input.size(0), onOutput.size(1), patches.size(1)};
    INDArray perExample =
        workspaces.createUninitialized(BP_WORKING_MEM, input.dataType(), shape, 'c');
    multiplyByTransposed.run(List.of(onOutputs, patches), List.of(perExample));
    perExample.sum(matrix(onFilters.weight()), 0);
    if (onFilters.bias() != null) {
      onOutputs.sum(onFilters.bias(), 0, 2);
    }
  }

  /** What the window covers at each of its positions, [N, in x height x width, positions]. */
  private INDArray patches(
      INDArray input, INDArray output, ArrayType purpose, LayerWorkspaceMgr workspaces) {
    INDArray patches = newPatches(input, output, purpose, workspaces);
    imageToPatches.run(List.of(input), List.of(patches));
    return rows(patches);
  }

  private INDArray newPatches(
      INDArray input, INDArray output, ArrayType purpose, LayerWorkspaceMgr workspaces) {
    long[] shape = {
      input.size(0), input.size(1), window.height(), window.width(), output.size(2), output.size(3)
    };
    return workspaces.createUninitialized(purpose, input.dataType(), shape, 'c');
  }

  private static INDArray rows(INDArray patches) {
    long positions = patches.size(4) * patches.size(5);
    return patches.reshape(
        'c', patches.size(0), patches.size(1) * patches.size(2) * patches.size(3), positions);
  }

  /** [N, out, H, W] as [N, out, positions]. */
  private static INDArray positions(INDArray maps) {
    return maps.reshape('c', maps.size(0), maps.size(1), maps.size(2) * maps.size(3));
  }

  /** [out, in, height, width] as [out, in x height x width]. */
  private static INDArray matrix(INDArray weight) {
    return weight.reshape('c', weight.size(0), weight.length() / weight.size(0));
  }
}
