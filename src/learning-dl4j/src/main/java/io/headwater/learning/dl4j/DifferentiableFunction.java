package io.headwater.learning.dl4j;

import io.headwater.learning.engine.Pass;
import java.util.List;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a vertex without parameters computes. Arrays have the mini-batch as first dimension. */
interface DifferentiableFunction {
  /** What the next forward is for. */
  default void begin(Pass pass) {}

  INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces);

  /**
   * @param onOutput dLoss/dOutput; not to be changed
   * @return dLoss/dInput for each input
   */
  List<INDArray> backward(List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces);

  /** An array like the other, row-major, with unset values. */
  static INDArray like(INDArray other, ArrayType purpose, LayerWorkspaceMgr workspaces) {
    return workspaces.createUninitialized(purpose, other.dataType(), other.shape(), 'c');
  }
}
