package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Network;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Where the parameters lie in DL4J's flat arrays: layer after layer, with dense weights
 * column-major and a convolution's bias before its weights.
 */
final class ParameterLayout {
  private static final Map<String, String> NAMES = Map.of("weight", "W", "bias", "b");

  private final Map<String, List<Integer>> shapes;
  private final Map<String, Place> places;

  /** A parameter's place; column-major ones are matrices. */
  private record Place(int start, boolean columnMajor) {
    /** Index into the flat array of the i-th value in row-major order. */
    int index(int i, List<Integer> shape) {
      return columnMajor ? start + i % shape.get(1) * shape.get(0) + i / shape.get(1) : start + i;
    }
  }

  ParameterLayout(Network network, ComputationGraph graph) {
    this.shapes = network.parameterShapes();
    this.places = places(graph);
  }

  /** A copy, by parameter name. */
  Map<String, Tensor> read(INDArray flat) {
    float[] from = flat.data().asFloat();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> tensors.put(name, tensor(from, place(name), shape)));
    return tensors;
  }

  void write(Map<String, Tensor> tensors, INDArray flat) {
    float[] to = new float[Math.toIntExact(flat.length())];
    tensors.forEach((name, tensor) -> put(tensor, place(name), to));
    flat.data().setData(to);
  }

  private static void put(Tensor tensor, Place place, float[] to) {
    FloatBuffer values = tensor.buffer();
    for (int i = 0; i < values.capacity(); i++) {
      to[place.index(i, tensor.shape())] = values.get(i);
    }
  }

  private static Tensor tensor(float[] from, Place place, List<Integer> shape) {
    float[] values = new float[Tensor.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = from[place.index(i, shape)];
    }
    return new Tensor(shape, values);
  }

  private Place place(String name) {
    return requireNonNull(places.get(name));
  }

  private static Map<String, Place> places(ComputationGraph graph) {
    Map<String, Place> places = new HashMap<>();
    INDArray flat = graph.params().reshape(graph.params().length());
    int start = 0;
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      int size = Math.toIntExact(vertex.numParams());
      if (size > 0) {
        INDArray own = flat.get(NDArrayIndex.interval(start, start + size));
        Layer layer = vertex.getLayer();
        Map<String, INDArray> views =
            layer.conf().getLayer().initializer().getGradientsFromFlattened(layer.conf(), own);
        NAMES.forEach(
            (name, key) -> {
              INDArray view = views.get(key);
              if (view != null) {
                places.put(vertex.getVertexName() + "." + name, place(view));
              }
            });
        start += size;
      }
    }
    return places;
  }

  private static Place place(INDArray view) {
    boolean columnMajor = view.rank() == 2 && view.size(0) > 1 && view.ordering() == 'f';
    return new Place(Math.toIntExact(view.offset()), columnMajor);
  }
}
