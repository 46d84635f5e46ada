package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATION_GRAD;

import io.headwater.learning.engine.DropoutMask;
import io.headwater.learning.engine.Pass;
import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** x times a mask, in training. */
final class DroppingOut implements DifferentiableFunction {
  private final DropoutMask mask;
  private Pass pass = Pass.inference(0);
  private @Nullable INDArray factors;

  DroppingOut(DropoutMask mask) {
    this.mask = mask;
  }

  @Override
  public void begin(Pass next) {
    pass = next;
    factors = null;
  }

  @Override
  public INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    INDArray input = inputs.get(0);
    if (!pass.isTraining()) {
      return input;
    }
    factors = factors(input);
    return input.muli(factors, DifferentiableFunction.like(input, ACTIVATIONS, workspaces));
  }

  private INDArray factors(INDArray input) {
    float[] values = new float[Math.toIntExact(input.length())];
    int each = values.length / pass.count();
    for (int n = 0; n < pass.count(); n++) {
      mask.fill(pass.seeds()[n], values, n * each, each);
    }
    return Nd4j.create(values, input.shape(), input.dataType());
  }

  @Override
  public List<INDArray> backward(
      List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces) {
    INDArray onInput = DifferentiableFunction.like(onOutput, ACTIVATION_GRAD, workspaces);
    return List.of(factors == null ? onInput.assign(onOutput) : onOutput.muli(factors, onInput));
  }
}
