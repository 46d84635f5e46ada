package io.headwater.snapshots;

import io.headwater.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Sums of several values, each times a number. */
final class OnnxSums {
  private OnnxSums() {}

  /**
   * With the same numbers for all images.
   *
   * @param weights one for each value
   */
  static String weighted(OnnxGraph graph, String name, List<String> values, Tensor weights) {
    float[] numbers = weights.values();
    String sum = "";
    for (int i = 0; i < numbers.length; i++) {
      String factor =
          graph.floats(name + "/factor" + (i + 1), new Tensor(List.of(), new float[] {numbers[i]}));
      boolean last = i == numbers.length - 1;
      String product =
          graph.node(
              OnnxOperator.MUL,
              last && i == 0 ? name : name + "/product" + (i + 1),
              List.of(values.get(i), factor));
      sum =
          i == 0
              ? product
              : graph.node(
                  OnnxOperator.ADD, last ? name : name + "/sum" + (i + 1), List.of(sum, product));
    }
    return sum;
  }

  /**
   * With numbers of each image's own: [1, I] times [I, F].
   *
   * @param values and last what they are multiplied by, [I]
   * @param shape of each value
   */
  static String gated(OnnxGraph graph, String name, List<String> values, List<Integer> shape) {
    int count = values.size() - 1;
    int size = Tensor.size(shape);
    String row = graph.longs(name + "/row", -1, 1, 1, size);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          graph.node(OnnxOperator.RESHAPE, name + "/row" + (i + 1), List.of(values.get(i), row)));
    }
    String stack =
        graph.node(OnnxOperator.CONCAT, name + "/stack", rows, OnnxGraph.attribute("axis", 1));
    String matrix = reshaped(graph, name + "/matrix", stack, -1, count, size);
    String gates = reshaped(graph, name + "/gates", values.get(count), -1, 1, count);
    String product = graph.node(OnnxOperator.MATMUL, name + "/product", List.of(gates, matrix));
    long[] to = new long[shape.size() + 1];
    to[0] = -1;
    for (int i = 0; i < shape.size(); i++) {
      to[i + 1] = shape.get(i);
    }
    return reshaped(graph, name, product, to);
  }

  private static String reshaped(OnnxGraph graph, String name, String value, long... shape) {
    String to = graph.longs(name + "/shape", shape);
    return graph.node(OnnxOperator.RESHAPE, name, List.of(value, to));
  }
}
