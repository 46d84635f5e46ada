package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Layer.BatchNorm;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The running statistics of a network, which lie in its batch normalisations. */
final class RunningStatistics implements AutoCloseable {
  private final List<KernelNormLayer> layers = new ArrayList<>();
  private final Map<String, INDArray> arrays = new LinkedHashMap<>();

  RunningStatistics(Network network, ComputationGraph graph) {
    for (Node node : network.nodes()) {
      if (node.layer() instanceof BatchNorm) {
        KernelNormLayer layer = (KernelNormLayer) graph.getLayer(node.name());
        layers.add(layer);
        arrays.put(node.name() + "." + BatchNorm.MEAN, layer.runningMean());
        arrays.put(node.name() + "." + BatchNorm.VARIANCE, layer.runningVariance());
      }
    }
  }

  void write(Map<String, Tensor> statistics) {
    statistics.forEach(
        (name, tensor) -> requireNonNull(arrays.get(name)).data().setData(tensor.values()));
  }

  /** A copy, by name. */
  Map<String, Tensor> read() {
    Map<String, Tensor> statistics = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) ->
            statistics.put(
                name,
                new Tensor(List.of(Math.toIntExact(array.length())), array.data().asFloat())));
    return statistics;
  }

  /** What each layer observed in the last forward pass in training, if anything. */
  List<ChannelStatistics> observed() {
    return layers.stream().map(KernelNormLayer::observed).toList();
  }

  /** By what was observed, layer by layer. */
  void move(List<ChannelStatistics> observed) {
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).moveStatistics(observed.get(i));
    }
  }

  @Override
  public void close() {
    layers.forEach(KernelNormLayer::close);
  }
}
