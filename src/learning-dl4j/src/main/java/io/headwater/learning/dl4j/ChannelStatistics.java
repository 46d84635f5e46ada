package io.headwater.learning.dl4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.summarystats.Variance;
import org.nd4j.linalg.factory.Nd4j;

/** Mean and variance of each channel of a mini-batch, or nothing where it has none. */
final class ChannelStatistics implements AutoCloseable {
  private static final int[] ALL_BUT_CHANNELS = {0, 2, 3};

  private final INDArray mean;
  private final INDArray variance;
  private double unbiased;
  private boolean present;

  ChannelStatistics(DataType dataType, long channels) {
    this.mean = Nd4j.zeros(dataType, channels);
    this.variance = Nd4j.zeros(dataType, channels);
  }

  /** Takes those of [N, C, H, W]. */
  void observe(INDArray maps) {
    maps.mean(mean, ALL_BUT_CHANNELS);
    Nd4j.exec(new Variance(maps, variance, false, ALL_BUT_CHANNELS));
    double each = (double) maps.length() / mean.length();
    unbiased = each / (each - 1);
    present = true;
  }

  /** Takes nothing. */
  void forget() {
    present = false;
  }

  /** Copies the other's. */
  void assign(ChannelStatistics other) {
    mean.assign(other.mean);
    variance.assign(other.variance);
    unbiased = other.unbiased;
    present = other.present;
  }

  /** The same, in memory of its own. */
  ChannelStatistics copy() {
    ChannelStatistics copy = new ChannelStatistics(mean.dataType(), mean.length());
    copy.assign(this);
    return copy;
  }

  boolean arePresent() {
    return present;
  }

  /** The mean [C]. */
  INDArray mean() {
    return mean;
  }

  /** The biased variance [C]. */
  INDArray variance() {
    return variance;
  }

  /** Moves running statistics towards these, if there are any. */
  void move(INDArray runningMean, INDArray runningVariance, double momentum) {
    if (present) {
      move(runningMean, mean, momentum, 1);
      move(runningVariance, variance, momentum, unbiased);
    }
  }

  private static void move(INDArray running, INDArray seen, double momentum, double factor) {
    running.muli(1 - momentum);
    Nd4j.getBlasWrapper().axpy(momentum * factor, seen, running);
  }

  @Override
  public void close() {
    mean.close();
    variance.close();
  }
}
