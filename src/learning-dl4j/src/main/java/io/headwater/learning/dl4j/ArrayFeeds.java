package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.EngineRows;
import io.headwater.learning.engine.Feed;
import io.headwater.learning.engine.OutputGradient;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Makes arrays, in the memory that is open, of what a network is given for a mini-batch. */
final class ArrayFeeds {
  private final Network network;
  private final Map<String, List<Integer>> shapes;
  private final DataType dataType;
  private final RowOperations rowOperations;

  ArrayFeeds(Network network, DataType dataType) {
    this.network = network;
    this.shapes = network.shapes();
    this.dataType = dataType;
    this.rowOperations = new RowOperations(dataType);
  }

  /** By the inputs' names. */
  Map<String, INDArray> inputs(List<Feed> feeds, int count) {
    Map<String, INDArray> arrays = new HashMap<>();
    for (String name : network.inputs().keySet()) {
      arrays.put(name, input(feeds.get(arrays.size()), name, count));
    }
    return arrays;
  }

  // Java 17 has no exhaustive switch over sealed types yet.
  private INDArray input(Feed feed, String name, int count) {
    if (feed instanceof Feed.Images images) {
      byte[] pixels = pixels(images, Tensor.size(shape(name)));
      return Nd4j.create(pixels, shape(name, pixels.length, count), DataType.UINT8)
          .castTo(dataType);
    } else if (feed instanceof Feed.Rows rows) {
      EngineRows source = rows.source();
      long[] shape = shape(name, (long) rows.rows().length * source.rowSize(), count);
      return rowOperations.gather(source, rows.rows()).reshape('c', shape);
    }
    double[] numbers = ((Feed.Values) feed).numbers();
    return Nd4j.create(numbers, shape(name, numbers.length, count), dataType);
  }

  /** The images one after another. */
  private static byte[] pixels(Feed.Images images, int size) {
    int[] rows = images.rows();
    if (RowOperations.areAll(rows, images.bytes().length / size)) {
      return images.bytes();
    }
    byte[] pixels = new byte[rows.length * size];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(images.bytes(), rows[i] * size, pixels, i * size, size);
    }
    return pixels;
  }

  /** The sum of the parts for each output that has any, by its name. */
  Map<String, INDArray> onOutputs(List<OutputGradient> parts, int count) {
    Map<String, INDArray> sums = new HashMap<>();
    for (OutputGradient part : parts) {
      String name = network.outputs().get(part.output());
      INDArray sum = sums.get(name);
      sums.put(name, sum == null ? array(part, name, count) : add(part, name, sum));
    }
    return sums;
  }

  private INDArray array(OutputGradient part, String name, int count) {
    if (part instanceof OutputGradient.Rows) {
      return add(part, name, zeros(name, count));
    }
    double[] numbers = ((OutputGradient.Values) part).numbers();
    return Nd4j.create(numbers, shape(name, numbers.length, count), dataType);
  }

  private INDArray add(OutputGradient part, String name, INDArray sum) {
    if (part instanceof OutputGradient.Rows rows) {
      INDArray matrix = sum.reshape('c', sum.size(0), sum.length() / sum.size(0));
      rowOperations.scatterAdd(rows.source(), rows.factor(), rows.to(), matrix);
      return sum;
    }
    return sum.addi(array(part, name, Math.toIntExact(sum.size(0))));
  }

  /** Of a mini-batch of an input or a node. */
  INDArray zeros(String name, int count) {
    long size = (long) count * Tensor.size(shape(name));
    return Nd4j.zeros(dataType, shape(name, size, count));
  }

  /** The shape with the mini-batch as first dimension, of an input or a node. */
  private long[] shape(String name, long values, int count) {
    List<Integer> one = shape(name);
    long[] shape = new long[one.size() + 1];
    shape[0] = count;
    for (int i = 0; i < one.size(); i++) {
      shape[i + 1] = one.get(i);
    }
    if ((long) count * Tensor.size(one) != values || count < 1) {
      throw new IllegalArgumentException(
          values + " values don't make " + count + " of '" + name + "', shape " + one);
    }
    return shape;
  }

  private List<Integer> shape(String name) {
    return requireNonNull(shapes.get(name));
  }
}
