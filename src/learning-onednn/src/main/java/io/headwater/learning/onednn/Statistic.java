package io.headwater.learning.onednn;

import io.headwater.learning.engine.Tensor;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/** A running statistic of each channel, and that of the last mini-batch. */
final class Statistic implements AutoCloseable {
  private final List<Integer> shape;
  private final int channels;
  private final FloatPointer running;
  private final FloatPointer batch;
  private double momentum;
  private double correction;

  Statistic(Tensor initial) {
    shape = initial.shape();
    channels = initial.size();
    running = new FloatPointer(initial.values());
    batch = new FloatPointer(channels);
  }

  Value running() {
    return value(running);
  }

  Value batch() {
    return value(batch);
  }

  /**
   * Says how the next {@link #move} goes.
   *
   * @param newCorrection by which the mini-batch's is multiplied
   */
  void observe(double newMomentum, double newCorrection) {
    momentum = newMomentum;
    correction = newCorrection;
  }

  /** Moves the running statistic by that of the last mini-batch, if it has one. */
  void move() {
    if (momentum == 0) {
      return;
    }
    for (int c = 0; c < channels; c++) {
      double moved = (1 - momentum) * running.get(c) + momentum * correction * batch.get(c);
      running.put(c, (float) moved);
    }
  }

  Tensor read() {
    float[] values = new float[channels];
    running.get(values);
    return new Tensor(shape, values);
  }

  private Value value(FloatPointer numbers) {
    memory.desc desc = Dnnl.vector(channels);
    return new Value(desc, Storage.own(numbers, desc.get_size()));
  }

  @Override
  public void close() {
    running.close();
    batch.close();
  }
}
