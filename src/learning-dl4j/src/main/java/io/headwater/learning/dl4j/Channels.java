package io.headwater.learning.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Some channels of feature maps [N, C, H, W], from one to before another. */
record Channels(long from, long to) {
  /** A copy of them, [N, to - from, H, W]. */
  INDArray of(INDArray maps) {
    return view(maps).dup('c').reshape('c', maps.size(0), to - from, maps.size(2), maps.size(3));
  }

  /** An array for them, with unset values. */
  INDArray like(INDArray maps) {
    long[] shape = {maps.size(0), to - from, maps.size(2), maps.size(3)};
    return Nd4j.createUninitialized(maps.dataType(), shape, 'c');
  }

  /** Writes maps of them to their place in all maps. */
  void put(INDArray part, INDArray maps) {
    view(maps).assign(part.reshape('c', part.size(0), part.length() / part.size(0)));
  }

  /** As a matrix, whose strides ND4J copies faster. */
  private INDArray view(INDArray maps) {
    long size = maps.size(2) * maps.size(3);
    INDArray rows = maps.reshape('c', maps.size(0), maps.size(1) * size);
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(from * size, to * size));
  }
}
