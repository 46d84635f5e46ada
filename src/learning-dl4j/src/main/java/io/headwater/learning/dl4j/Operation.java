package io.headwater.learning.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A native operation with fixed settings. Its context is made once and used for every call, since
 * only the garbage collector frees contexts. Used by one thread.
 */
final class Operation {
  private final DynamicCustomOp operation;
  private final OpContext context;

  /** An operation of that name in ND4J's registry, with its integer arguments. */
  Operation(String name, long... integers) {
    operation = DynamicCustomOp.builder(name).build();
    context = Nd4j.getExecutioner().buildContext();
    context.setIArguments(integers);
  }

  /** The same, with real arguments before. */
  Operation(String name, double[] reals, long... integers) {
    this(name, integers);
    context.setTArguments(reals);
  }

  /** The same, with those truth values as arguments, too. */
  Operation with(boolean... truths) {
    context.setBArguments(truths);
    return this;
  }

  void run(List<INDArray> inputs, List<INDArray> outputs) {
    context.purge();
    context.setInputArrays(inputs);
    context.setOutputArrays(outputs);
    // The CUDA executioner takes the arrays that it marks as written from the operation.
    operation.clearArrays();
    operation.addInputArgument(inputs.toArray(INDArray[]::new));
    operation.addOutputArgument(outputs.toArray(INDArray[]::new));
    Nd4j.getExecutioner().exec(operation, context);
  }
}
