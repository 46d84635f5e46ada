package io.headwater.learning.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of a convolution, or their gradients.
 *
 * @param weight [out, in / groups, height, width], row-major
 * @param bias [1, out]
 */
record Filters(INDArray weight, @Nullable INDArray bias) {
  /** The weight, and the bias if there is one. */
  List<INDArray> arrays() {
    return bias == null ? List.of(weight) : List.of(weight, bias);
  }

  /** After other arrays, as operations take them. */
  List<INDArray> after(INDArray... others) {
    List<INDArray> all = new ArrayList<>(List.of(others));
    all.addAll(arrays());
    return all;
  }

  /** Those of some output channels. */
  Filters of(Channels outputs) {
    INDArrayIndex some = NDArrayIndex.interval(outputs.from(), outputs.to());
    INDArrayIndex all = NDArrayIndex.all();
    return new Filters(weight.get(some, all, all, all), bias == null ? null : bias.get(all, some));
  }
}
