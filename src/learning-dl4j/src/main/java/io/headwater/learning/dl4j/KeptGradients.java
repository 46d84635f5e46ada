package io.headwater.learning.dl4j;

import io.headwater.learning.engine.ElementRule;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Gradients that were put aside, with what was observed beside them, on the device. */
final class KeptGradients implements AutoCloseable {
  /** Numbers of each slot that are on the heap at a time. */
  private static final int AT_A_TIME = 1 << 20;

  private final INDArray gradients;
  private final RunningStatistics statistics;
  private final List<Slot> slots = new ArrayList<>();

  private record Slot(INDArray gradients, List<ChannelStatistics> observed) {}

  /**
   * @param gradients those of the last backward pass [1, P], which are copied from and written to
   * @param statistics which know what the last forward pass observed
   */
  KeptGradients(INDArray gradients, RunningStatistics statistics) {
    this.gradients = gradients;
    this.statistics = statistics;
  }

  /**
   * @param index from 0, without gaps
   */
  void keep(int index) {
    if (index == slots.size()) {
      slots.add(
          new Slot(
              gradients.dup(),
              statistics.observed().stream().map(ChannelStatistics::copy).toList()));
      return;
    }
    Slot slot = slots.get(index);
    slot.gradients().assign(gradients);
    for (int i = 0; i < slot.observed().size(); i++) {
      slot.observed().get(i).assign(statistics.observed().get(i));
    }
  }

  /** Inner products of the first slots. */
  double[][] gramMatrix(int count) {
    double[][] gram = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        INDArray other = slots.get(j).gradients();
        gram[i][j] = Nd4j.getBlasWrapper().dot(slots.get(i).gradients(), other);
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }

  /** Replaces the gradients by a sum of the first slots. */
  void combine(double[] coefficients) {
    slots.get(0).gradients().muli(coefficients[0], gradients);
    for (int i = 1; i < coefficients.length; i++) {
      Nd4j.getBlasWrapper().axpy(coefficients[i], slots.get(i).gradients(), gradients);
    }
  }

  /** Replaces the gradients by what the rule makes of the first slots, over the heap. */
  void combine(double[] coefficients, ElementRule rule) {
    long length = gradients.length();
    for (long from = 0; from < length; from += AT_A_TIME) {
      int count = (int) Math.min(AT_A_TIME, length - from);
      float[][] parts = new float[coefficients.length][];
      for (int i = 0; i < parts.length; i++) {
        try (INDArray part = stretch(slots.get(i).gradients(), from, count).mul(coefficients[i])) {
          parts[i] = part.data().asFloat();
        }
      }
      float[] combined = new float[count];
      rule.combine(parts, combined, count, from);
      try (INDArray copy = Nd4j.createFromArray(combined)) {
        stretch(gradients, from, count).assign(copy.reshape(1, count));
      }
    }
  }

  private static INDArray stretch(INDArray flat, long from, int count) {
    return flat.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + count));
  }

  /** Moves the running statistics by what was observed beside the first slots, in turn. */
  void moveStatistics(int count) {
    slots.subList(0, count).forEach(slot -> statistics.move(slot.observed()));
  }

  @Override
  public void close() {
    for (Slot slot : slots) {
      slot.gradients().close();
      slot.observed().forEach(ChannelStatistics::close);
    }
  }
}
