package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Mode;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network as a DL4J graph, run vertex by vertex: DL4J's own passes want an output layer, and give
 * away arrays that only the garbage collector frees.
 */
final class NetworkGraph implements AutoCloseable {
  private final Network network;
  private final GradientDemand demand;
  private final ComputationGraph graph;

  NetworkGraph(Network network, DataType dataType) {
    this.network = network;
    this.demand = GradientDemand.of(network);
    this.graph = new ComputationGraph(GraphConfiguration.of(network, demand, dataType));
    graph.init(Nd4j.create(dataType, 1, network.parameterCount()), false);
    graph.initGradientsView();
  }

  ComputationGraph graph() {
    return graph;
  }

  /** Whether the gradient of that input or node is computed. */
  boolean isDemanded(String name) {
    return demand.contains(name);
  }

  /** All parameters [1, P], in DL4J's layout. */
  INDArray parameters() {
    return graph.params();
  }

  /** The gradients of the last backward pass [1, P], in DL4J's layout. */
  INDArray gradients() {
    return graph.getFlattenedGradients();
  }

  /** The output for these inputs, which are given by name. */
  INDArray forward(Map<String, INDArray> inputs, Mode mode, LayerWorkspaceMgr workspaces) {
    Map<String, INDArray> values = new HashMap<>(inputs);
    for (Node node : network.nodes()) {
      GraphVertex vertex = graph.getVertex(node.name());
      for (int i = 0; i < node.inputs().size(); i++) {
        vertex.setInput(i, requireNonNull(values.get(node.inputs().get(i))), workspaces);
      }
      values.put(node.name(), vertex.doForward(mode == Mode.TRAINING, workspaces));
    }
    return requireNonNull(values.get(output()));
  }

  /** Fills the gradients, and returns those of the network's inputs that are demanded. */
  Map<String, INDArray> backward(INDArray onOutput, LayerWorkspaceMgr workspaces) {
    Map<String, INDArray> onValues = new HashMap<>();
    onValues.put(output(), onOutput);
    List<Node> nodes = network.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      INDArray onNode = onValues.remove(node.name());
      if (onNode != null) {
        backward(node, onNode, onValues, workspaces);
      }
    }
    return onValues;
  }

  private void backward(
      Node node, INDArray onNode, Map<String, INDArray> onValues, LayerWorkspaceMgr workspaces) {
    GraphVertex vertex = graph.getVertex(node.name());
    vertex.setEpsilon(onNode);
    INDArray[] onInputs = vertex.doBackward(false, workspaces).getSecond();
    for (int i = 0; i < node.inputs().size(); i++) {
      if (demand.contains(node.inputs().get(i))) {
        onValues.merge(node.inputs().get(i), onInputs[i], INDArray::add);
      }
    }
  }

  private String output() {
    return network.nodes().get(network.nodes().size() - 1).name();
  }

  /** Not by DL4J's own close, which frees the thread's other networks too, and collects garbage. */
  @Override
  public void close() {
    parameters().close();
    gradients().close();
  }
}
