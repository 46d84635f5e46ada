package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATION_GRAD;

import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A pooling over maps in a frame that is never the maximum. ND4J's own padding is as wide at the
 * bottom and right as at the top and left, which windows that are only partly inside are not.
 */
final class Framed implements DifferentiableFunction {
  private final int top;
  private final int left;
  private final int bottom;
  private final int right;
  private final DifferentiableFunction pooling;

  /**
   * @param top rows added; at the other sides likewise
   */
  Framed(int top, int left, int bottom, int right, DifferentiableFunction pooling) {
    this.top = top;
    this.left = left;
    this.bottom = bottom;
    this.right = right;
    this.pooling = pooling;
  }

  @Override
  public INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    return pooling.forward(List.of(framed(inputs.get(0), workspaces)), workspaces);
  }

  @Override
  public List<INDArray> backward(
      List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces) {
    INDArray input = inputs.get(0);
    INDArray framed = framed(input, workspaces);
    INDArray onFramed = pooling.backward(List.of(framed), onOutput, workspaces).get(0);
    INDArray onInput = DifferentiableFunction.like(input, ACTIVATION_GRAD, workspaces);
    return List.of(onInput.assign(inner(onFramed, input)));
  }

  private INDArray framed(INDArray input, LayerWorkspaceMgr workspaces) {
    DataType dataType = input.dataType();
    long[] shape = {
      input.size(0), input.size(1), top + input.size(2) + bottom, left + input.size(3) + right
    };
    INDArray framed = workspaces.createUninitialized(ACTIVATIONS, dataType, shape, 'c');
    framed.assign(Double.NEGATIVE_INFINITY);
    inner(framed, input).assign(input);
    return framed;
  }

  private INDArray inner(INDArray framed, INDArray input) {
    return framed.get(
        NDArrayIndex.all(),
        NDArrayIndex.all(),
        NDArrayIndex.interval(top, top + input.size(2)),
        NDArrayIndex.interval(left, left + input.size(3)));
  }
}
