package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATION_GRAD;

import io.headwater.learning.engine.BilinearAxis;
import java.util.List;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Bilinear interpolation of [N, C, H, W], as a product of matrices along each axis: ND4J's own
 * reads maps with the channels last, and has no gradient.
 */
final class Resizing implements DifferentiableFunction {
  private final int height;
  private final int width;
  private final int outHeight;
  private final int outWidth;
  private final double[] rows;
  private final double[] columns;
  private final Operation multiply = new Operation("matmul", 0, 0, 0);
  private final Operation multiplyTransposed = new Operation("matmul", 1, 0, 0);
  private final Operation multiplyByTransposed = new Operation("matmul", 0, 1, 0);

  /**
   * @param input shape [C, H, W]
   * @param output likewise
   */
  Resizing(List<Integer> input, List<Integer> output) {
    this.height = input.get(1);
    this.width = input.get(2);
    this.outHeight = output.get(1);
    this.outWidth = output.get(2);
    this.rows = shares(height, outHeight);
    this.columns = shares(width, outWidth);
  }

  /** How much of each place before there is in each place after, [output, input]. */
  private static double[] shares(int input, int output) {
    BilinearAxis axis = new BilinearAxis(input, output);
    double[] shares = new double[output * input];
    for (int i = 0; i < output; i++) {
      shares[i * input + axis.lower(i)] += 1 - axis.share(i);
      shares[i * input + axis.upper(i)] += axis.share(i);
    }
    return shares;
  }

  @Override
  public INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    INDArray input = inputs.get(0);
    DataType dataType = input.dataType();
    long maps = input.size(0) * input.size(1);
    INDArray wide = create(ACTIVATIONS, dataType, workspaces, maps * height, outWidth);
    multiplyByTransposed.run(
        List.of(input.reshape('c', maps * height, width), columns(dataType)), List.of(wide));
    INDArray output = create(ACTIVATIONS, dataType, workspaces, maps, outHeight, outWidth);
    multiply.run(
        List.of(rows(dataType, maps, workspaces), wide.reshape('c', maps, height, outWidth)),
        List.of(output));
    return output.reshape('c', input.size(0), input.size(1), outHeight, outWidth);
  }

  @Override
  public List<INDArray> backward(
      List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces) {
    INDArray input = inputs.get(0);
    DataType dataType = input.dataType();
    long maps = input.size(0) * input.size(1);
    INDArray onWide = create(ACTIVATION_GRAD, dataType, workspaces, maps, height, outWidth);
    multiplyTransposed.run(
        List.of(rows(dataType, maps, workspaces), onOutput.reshape('c', maps, outHeight, outWidth)),
        List.of(onWide));
    INDArray onInput = create(ACTIVATION_GRAD, dataType, workspaces, maps * height, width);
    multiply.run(
        List.of(onWide.reshape('c', maps * height, outWidth), columns(dataType)), List.of(onInput));
    return List.of(onInput.reshape('c', input.shape()));
  }

  private INDArray columns(DataType dataType) {
    return Nd4j.create(columns, new long[] {outWidth, width}, dataType);
  }

  /** The same for each map, [maps, outHeight, height]: matmul wants a matrix for each. */
  private INDArray rows(DataType dataType, long maps, LayerWorkspaceMgr workspaces) {
    INDArray one = Nd4j.create(rows, new long[] {1, (long) outHeight * height}, dataType);
    INDArray all = create(ACTIVATIONS, dataType, workspaces, maps, (long) outHeight * height);
    INDArray ones = create(ACTIVATIONS, dataType, workspaces, maps, 1);
    multiply.run(List.of(ones.assign(1), one), List.of(all));
    return all.reshape('c', maps, outHeight, height);
  }

  private static INDArray create(
      ArrayType purpose, DataType dataType, LayerWorkspaceMgr workspaces, long... shape) {
    return workspaces.createUninitialized(purpose, dataType, shape, 'c');
  }
}
