package io.headwater.learning.onednn;

import io.headwater.learning.engine.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A parameter with its gradient and Adam's two moments, all 32-bit floats in one layout, which the
 * kernels chose. Where that layout pads, all four hold zeros.
 */
final class Parameter implements AutoCloseable {
  private static final int WORTH_ALL_THREADS = 1 << 20;

  private final List<Integer> shape;
  private final memory.desc canonical;
  private final memory.desc desc;
  private final FloatPointer weight;
  private final List<FloatPointer> gradients;
  private final FloatPointer m;
  private final FloatPointer v;

  /** What a step keeps of a parameter. */
  enum Part {
    WEIGHT,
    /** That of the whole mini-batch. */
    GRADIENT,
    M,
    V
  }

  /**
   * @param shape as the network says
   * @param canonical the same numbers, row-major in that shape, as the kernels' dimensions
   * @param desc the layout
   * @param replicas how many compute gradients side by side
   */
  Parameter(List<Integer> shape, memory.desc canonical, memory.desc desc, int replicas) {
    this.shape = shape;
    this.canonical = canonical;
    this.desc = desc;
    weight = zeros(desc.get_size());
    gradients = IntStream.range(0, replicas).mapToObj(replica -> zeros(desc.get_size())).toList();
    m = zeros(desc.get_size());
    v = zeros(desc.get_size());
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

  FloatPointer part(Part part) {
    return switch (part) {
      case WEIGHT -> weight;
      case GRADIENT -> gradients.get(0);
      case M -> m;
      case V -> v;
    };
  }

  /** The weight, for a plan. */
  Value weight() {
    return new Value(desc, Storage.own(weight, desc.get_size()));
  }

  /** The gradient over the replica's part of the mini-batch, for a plan. */
  Value gradient(int replica) {
    return new Value(desc, Storage.own(gradients.get(replica), desc.get_size()));
  }

  /** The gradients over the parts of the mini-batch; the first is to hold their sum. */
  List<FloatPointer> gradients() {
    return gradients;
  }

  void write(Part part, Tensor tensor) {
    try (FloatPointer plain = new FloatPointer(tensor.buffer());
        memory from = new memory(canonical, Dnnl.ENGINE, plain);
        memory to = new memory(desc, Dnnl.ENGINE, part(part));
        reorder copy = new reorder(from, to)) {
      copy.execute(Dnnl.STREAM, from, to);
      Dnnl.STREAM._wait();
    }
  }

  /** A copy. */
  Tensor read(Part part) {
    float[] values = new float[Tensor.size(shape)];
    try (FloatPointer plain = new FloatPointer(values.length)) {
      copy(part, plain);
      plain.get(values);
    }
    return new Tensor(shape, values);
  }

  /** Copies the numbers, row-major in the parameter's shape, on all threads if they are many. */
  void copy(Part part, FloatPointer target) {
    Threads.share(target.capacity() < WORTH_ALL_THREADS ? 1 : Threads.count());
    try (memory from = new memory(desc, Dnnl.ENGINE, part(part));
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
    m.close();
    v.close();
  }
}
