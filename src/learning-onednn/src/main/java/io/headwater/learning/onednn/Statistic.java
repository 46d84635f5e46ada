package io.headwater.learning.onednn;

import io.headwater.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/** A running statistic of each channel, and that of the last mini-batch. */
final class Statistic implements AutoCloseable {
  private final List<Integer> shape;
  private final int channels;
  private final FloatPointer running;
  private final FloatPointer batch;
  private final List<Observation> kept = new ArrayList<>();
  private double momentum;
  private double correction;
  private int combined;

  /** What a mini-batch had, and how the running statistic moves by it. */
  private record Observation(double momentum, double correction, float[] batch) {}

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
   * @param newMomentum 0 if the mini-batch has no statistics of its own
   * @param newCorrection by which the mini-batch's is multiplied
   */
  void observe(double newMomentum, double newCorrection) {
    momentum = newMomentum;
    correction = newCorrection;
    combined = 0;
  }

  /** Puts aside what was observed. */
  void keep(int slot) {
    kept.subList(slot, kept.size()).clear();
    kept.add(observation());
  }

  private Observation observation() {
    float[] values = new float[channels];
    batch.get(values);
    return new Observation(momentum, correction, values);
  }

  /** Makes the next {@link #move} one by each of the first so many that were put aside. */
  void combine(int slots) {
    combined = slots;
  }

  /** Moves the running statistic by that of the last mini-batch, if it has one. */
  void move() {
    if (combined == 0) {
      move(observation());
    } else {
      kept.subList(0, combined).forEach(this::move);
    }
  }

  private void move(Observation observed) {
    if (observed.momentum() == 0) {
      return;
    }
    for (int c = 0; c < channels; c++) {
      double of = observed.correction() * observed.batch()[c];
      running.put(
          c, (float) ((1 - observed.momentum()) * running.get(c) + observed.momentum() * of));
    }
  }

  void write(Tensor tensor) {
    running.put(tensor.values());
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
