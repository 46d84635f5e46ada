package io.headwater.learning.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Each input but the last times the last one's column for it, added up. */
final class Gating implements DifferentiableFunction {
  @Override
  public INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    int summed = inputs.size() - 1;
    INDArray gates = inputs.get(summed);
    INDArray sum = rows(inputs.get(0)).mulColumnVector(gates.getColumn(0, true));
    for (int i = 1; i < summed; i++) {
      sum.addi(rows(inputs.get(i)).mulColumnVector(gates.getColumn(i, true)));
    }
    return sum.reshape('c', inputs.get(0).shape());
  }

  @Override
  public List<INDArray> backward(
      List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces) {
    int summed = inputs.size() - 1;
    INDArray gates = inputs.get(summed);
    INDArray onRows = rows(onOutput);
    INDArray onGates = gates.like();
    List<INDArray> onInputs = new ArrayList<>();
    for (int i = 0; i < summed; i++) {
      INDArray onInput = onRows.mulColumnVector(gates.getColumn(i, true));
      onInputs.add(onInput.reshape('c', inputs.get(i).shape()));
      onGates.putColumn(i, rows(inputs.get(i)).mul(onRows).sum(true, 1));
    }
    onInputs.add(onGates);
    return onInputs;
  }

  /** [N, F], row-major. */
  private static INDArray rows(INDArray array) {
    return array.dup('c').reshape('c', array.size(0), array.length() / array.size(0));
  }
}
