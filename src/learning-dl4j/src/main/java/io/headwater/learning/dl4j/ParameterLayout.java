package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Variable;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private final Map<String, Variable> variables;
  private final Map<String, Place> places;

  /** A parameter's place; column-major ones are matrices. */
  private record Place(int start, boolean columnMajor) {
    /** Index into the flat array of the i-th value in row-major order. */
    int index(int i, List<Integer> shape) {
      return columnMajor ? start + i % shape.get(1) * shape.get(0) + i / shape.get(1) : start + i;
    }
  }

  ParameterLayout(Network network, NetworkGraph graph) {
    this.variables = network.parameters();
    this.places = places(graph.graph(), graph.parameters());
  }

  /** A copy, by parameter name. */
  Map<String, Tensor> read(INDArray flat) {
    float[] from = flat.data().asFloat();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    variables.forEach(
        (name, variable) -> tensors.put(name, tensor(from, place(name), variable.shape())));
    return tensors;
  }

  void write(Map<String, Tensor> tensors, INDArray flat) {
    float[] to = new float[Math.toIntExact(flat.length())];
    tensors.forEach((name, tensor) -> put(tensor, place(name), to));
    flat.data().setData(to);
  }

  /** A part of the flat arrays, whose parameters are treated alike. */
  record Stretch(int from, int to, boolean decays) {}

  /**
   * The longest stretches, in order, that leave out some parameters.
   *
   * @param decays whether to tell apart the parameters that weight decay is meant for
   */
  List<Stretch> stretches(Set<String> without, boolean decays) {
    List<Stretch> stretches = new ArrayList<>();
    variables.entrySet().stream()
        .filter(parameter -> !without.contains(parameter.getKey()))
        .map(parameter -> stretch(parameter.getKey(), parameter.getValue(), decays))
        .sorted(Comparator.comparingInt(Stretch::from))
        .forEach(stretch -> append(stretch, stretches));
    return stretches;
  }

  /** Views of each parameter's part of a flat array. */
  List<INDArray> each(INDArray flat) {
    return variables.entrySet().stream()
        .map(each -> view(each.getKey(), each.getValue(), flat))
        .toList();
  }

  /**
   * Views [units, weights of each] of the parameters that weigh inputs: here a unit's weights lie
   * side by side, be it of a column-major [in, out] or a row-major [out, in, height, width].
   */
  List<INDArray> units(INDArray flat, Set<String> without) {
    return variables.entrySet().stream()
        .filter(each -> each.getValue().decays() && !without.contains(each.getKey()))
        .map(each -> units(each.getKey(), each.getValue(), flat))
        .toList();
  }

  private INDArray units(String name, Variable variable, INDArray flat) {
    int units = variable.shape().get(variable.unitAxis());
    int each = Tensor.size(variable.shape()) / units;
    return view(name, variable, flat).reshape('c', true, units, each);
  }

  private INDArray view(String name, Variable variable, INDArray flat) {
    int start = place(name).start();
    return flat.get(
        NDArrayIndex.all(), NDArrayIndex.interval(start, start + Tensor.size(variable.shape())));
  }

  private Stretch stretch(String name, Variable variable, boolean decays) {
    int start = place(name).start();
    return new Stretch(start, start + Tensor.size(variable.shape()), decays && variable.decays());
  }

  private static void append(Stretch stretch, List<Stretch> to) {
    int last = to.size() - 1;
    if (last >= 0
        && to.get(last).to() == stretch.from()
        && to.get(last).decays() == stretch.decays()) {
      to.set(last, new Stretch(to.get(last).from(), stretch.to(), stretch.decays()));
    } else {
      to.add(stretch);
    }
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

  private static Map<String, Place> places(ComputationGraph graph, INDArray parameters) {
    Map<String, Place> places = new HashMap<>();
    INDArray flat = parameters.reshape(parameters.length());
    int start = 0;
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      int size = Math.toIntExact(vertex.numParams());
      if (vertex instanceof WeightedSumVertex) {
        places.put(vertex.getVertexName() + ".weight", new Place(start, false));
        start += size;
      } else if (size > 0) {
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
