package io.headwater.learning.onednn;

import io.headwater.learning.engine.ElementRule;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A parameter with its gradient and the optimiser's slots, all 32-bit floats in one layout, which
 * the kernels chose. Where that layout pads, all hold zeros.
 */
final class Parameter implements AutoCloseable {
  private static final int WORTH_ALL_THREADS = 1 << 20;

  private final List<Integer> shape;
  private final memory.desc canonical;
  private final memory.desc desc;
  private final boolean decays;
  private final int unitAxis;
  private final FloatPointer weight;
  private final List<FloatPointer> gradients;
  private final List<FloatPointer> slots;
  private final List<FloatPointer> kept = new ArrayList<>();

  /**
   * @param variable as the network says
   * @param canonical the same numbers, row-major in that shape, as the kernels' dimensions
   * @param desc the layout
   * @param replicas how many compute gradients side by side
   * @param slots how many the optimiser has
   */
  Parameter(Variable variable, memory.desc canonical, memory.desc desc, int replicas, int slots) {
    this.shape = variable.shape();
    this.decays = variable.decays();
    this.unitAxis = variable.unitAxis();
    this.canonical = canonical;
    this.desc = desc;
    weight = zeros(desc.get_size());
    gradients = new ArrayList<>(zeros(desc.get_size(), replicas));
    this.slots = zeros(desc.get_size(), slots);
  }

  private static List<FloatPointer> zeros(long bytes, int times) {
    return IntStream.range(0, times).mapToObj(i -> zeros(bytes)).toList();
  }

  private static FloatPointer zeros(long bytes) {
    FloatPointer zeros = Dnnl.keep(new FloatPointer(bytes / Float.BYTES));
    Pointer.memset(zeros, 0, bytes);
    return zeros;
  }

  List<Integer> shape() {
    return shape;
  }

  memory.desc desc() {
    return desc;
  }

  /** Whether weight decay is meant for it. */
  boolean decays() {
    return decays;
  }

  /** The axis along which the units lie that it weighs inputs for. */
  int unitAxis() {
    return unitAxis;
  }

  /** How many numbers it has, without padding. */
  int size() {
    return Tensor.size(shape);
  }

  FloatPointer weights() {
    return weight;
  }

  /** The gradient over the whole mini-batch. */
  FloatPointer gradient() {
    return gradients.get(0);
  }

  /** The optimiser's, in its order. */
  List<FloatPointer> slots() {
    return slots;
  }

  /**
   * Puts the gradient of a pass aside by exchange: the next one is written over what the slot had.
   *
   * @param slot without gaps
   */
  void keep(int slot) {
    if (slot == kept.size()) {
      kept.add(zeros(desc.get_size()));
    }
    exchange(slot);
  }

  private void exchange(int slot) {
    gradients.set(0, kept.set(slot, gradient()));
  }

  FloatPointer kept(int slot) {
    return kept.get(slot);
  }

  /** Makes a sum of what was put aside the gradient. */
  void combine(double[] coefficients) {
    KeptGradients.combine(this, coefficients);
    exchange(0);
  }

  /**
   * Makes what the rule makes of what was put aside the gradient.
   *
   * @param first the place of its first number among all of the network
   */
  void combine(double[] coefficients, ElementRule rule, long first) {
    KeptGradients.combine(this, coefficients, rule, first);
    exchange(0);
  }

  /** The weight, for a plan. */
  Value weight() {
    return new Value(desc, Storage.own(weight, desc.get_size()));
  }

  /** The gradient over the replica's part of the mini-batch, for a plan. */
  Value gradient(int replica) {
    return new Value(desc, Storage.exchanged(() -> gradients.get(replica), desc.get_size()));
  }

  /** The gradients over the parts of the mini-batch; the first is to hold their sum. */
  List<FloatPointer> gradients() {
    return gradients;
  }

  /**
   * Writes numbers, row-major in the parameter's shape.
   *
   * @param target one of this parameter's
   */
  void write(Tensor tensor, FloatPointer target) {
    try (FloatPointer plain = new FloatPointer(tensor.buffer())) {
      write(plain, target);
    }
  }

  /** Writes numbers that lie row-major in the parameter's shape. */
  void write(FloatPointer plain, FloatPointer target) {
    try (memory from = new memory(canonical, Dnnl.ENGINE, plain);
        memory to = new memory(desc, Dnnl.ENGINE, target);
        reorder copy = new reorder(from, to)) {
      copy.execute(Dnnl.STREAM, from, to);
      Dnnl.STREAM._wait();
    }
  }

  /**
   * A copy.
   *
   * @param source one of this parameter's
   */
  Tensor read(FloatPointer source) {
    float[] values = new float[Tensor.size(shape)];
    try (FloatPointer plain = new FloatPointer(values.length)) {
      copy(source, plain);
      plain.get(values);
    }
    return new Tensor(shape, values);
  }

  /** Copies the numbers, row-major in the parameter's shape, on all threads if they are many. */
  void copy(FloatPointer source, FloatPointer target) {
    Threads.share(target.capacity() < WORTH_ALL_THREADS ? 1 : Threads.count());
    try (memory from = new memory(desc, Dnnl.ENGINE, source);
        memory to = new memory(canonical, Dnnl.ENGINE, target);
        reorder copy = new reorder(from, to)) {
      copy.execute(Dnnl.STREAM, from, to);
      Dnnl.STREAM._wait();
    }
  }

  @Override
  public void close() {
    weight.close();
    gradients.forEach(FloatPointer::close);
    slots.forEach(FloatPointer::close);
    kept.forEach(FloatPointer::close);
  }
}
