package io.headwater.learning.dl4j;

import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The channels of several inputs, one after another. */
final class Concatenation implements DifferentiableFunction {
  private final Operation concatenate = new Operation("concat", 1);

  @Override
  public INDArray forward(List<INDArray> inputs, LayerWorkspaceMgr workspaces) {
    INDArray first = inputs.get(0);
    long channels = inputs.stream().mapToLong(input -> input.size(1)).sum();
    long[] shape = {first.size(0), channels, first.size(2), first.size(3)};
    INDArray output = workspaces.createUninitialized(ACTIVATIONS, first.dataType(), shape, 'c');
    concatenate.run(inputs, List.of(output));
    return output;
  }

  @Override
  public List<INDArray> backward(
      List<INDArray> inputs, INDArray onOutput, LayerWorkspaceMgr workspaces) {
    List<INDArray> onInputs = new ArrayList<>();
    long from = 0;
    for (INDArray input : inputs) {
      Channels own = new Channels(from, from + input.size(1));
      onInputs.add(own.of(onOutput));
      from = own.to();
    }
    return onInputs;
  }
}
