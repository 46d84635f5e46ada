package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Pass;
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
  private final INDArray parameters;
  private final INDArray gradients;

  NetworkGraph(Network network, DataType dataType) {
    this.network = network;
    this.demand = GradientDemand.of(network);
    this.graph = new ComputationGraph(GraphConfiguration.of(network, demand, dataType));
    long count = network.parameterCount();
    if (count > 0) {
      parameters = Nd4j.create(dataType, 1, count);
      graph.init(parameters, false);
      graph.initGradientsView();
      gradients = graph.getFlattenedGradients();
    } else {
      // A number that belongs to no parameter, since ND4J has few operations on empty arrays.
      parameters = Nd4j.zeros(dataType, 1, 1);
      gradients = Nd4j.zeros(dataType, 1, 1);
      graph.init();
    }
  }

  ComputationGraph graph() {
    return graph;
  }

  /** All parameters [1, P], in DL4J's layout. */
  INDArray parameters() {
    return parameters;
  }

  /** The gradients of the last backward pass [1, P], in DL4J's layout. */
  INDArray gradients() {
    return gradients;
  }

  /** The outputs for these inputs, which are given by name. */
  List<INDArray> forward(Map<String, INDArray> inputs, Pass pass, LayerWorkspaceMgr workspaces) {
    Map<String, INDArray> values = new HashMap<>(inputs);
    for (Node node : network.nodes()) {
      GraphVertex vertex = graph.getVertex(node.name());
      for (int i = 0; i < node.inputs().size(); i++) {
        vertex.setInput(i, requireNonNull(values.get(node.inputs().get(i))), workspaces);
      }
      if (vertex instanceof FunctionVertex function) {
        function.begin(pass);
      }
      values.put(node.name(), vertex.doForward(pass.isTraining(), workspaces));
    }
    return network.outputs().stream().map(name -> requireNonNull(values.get(name))).toList();
  }

  /**
   * Fills the gradients, and returns those of the network's inputs that have any, by name.
   *
   * @param onOutputs by name, of the outputs that have any
   */
  Map<String, INDArray> backward(Map<String, INDArray> onOutputs, LayerWorkspaceMgr workspaces) {
    Map<String, INDArray> onValues = new HashMap<>(onOutputs);
    List<Node> nodes = network.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      INDArray onNode = onValues.remove(node.name());
      if (demand.contains(node.name())) {
        if (onNode == null) {
          forgetGradients(node);
        } else {
          backward(node, onNode, onValues, workspaces);
        }
      }
    }
    return onValues;
  }

  /** Of a node that no loss depends on. */
  private void forgetGradients(Node node) {
    GraphVertex vertex = graph.getVertex(node.name());
    if (vertex.hasLayer()) {
      vertex.getLayer().getGradientsViewArray().assign(0);
    } else if (vertex instanceof WeightedSumVertex sum) {
      sum.forgetGradients();
    }
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

  /** Not by DL4J's own close, which frees the thread's other networks too, and collects garbage. */
  @Override
  public void close() {
    parameters.close();
    gradients.close();
  }
}
