package io.headwater.learning.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class KernelConvolutionTest {
  private static final Convolution LAYER = new Convolution(6, 3, 2, 1);
  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

  @Test
  void everyConvolutionOfATrunkRunsOnTheKernels() {
    Network trunk = Backbone.LENET.architecture(new ImageShape(1, 28, 28), List.of()).trunk();
    try (NetworkGraph graph = new NetworkGraph(trunk, DataType.FLOAT)) {
      assertThat(
              trunk.nodes().stream()
                  .filter(node -> node.layer() instanceof Convolution)
                  .map(node -> graph.graph().getLayer(node.name())))
          .hasSize(2)
          .allMatch(KernelConvolutionLayer.class::isInstance);
      assertThat(graph.graph().getVertex("pool1")).isInstanceOf(FunctionVertex.class);
    }
  }

  @Test
  void onlyTheFirstConvolutionOfATrunkLeavesOutTheGradientOfItsInput() {
    Network trunk = Backbone.LENET.architecture(new ImageShape(1, 28, 28), List.of()).trunk();
    GradientDemand demand = GradientDemand.of(trunk);
    assertThat(demand.contains("scale")).isFalse();
    assertThat(demand.contains("conv1")).isTrue();
    assertThat(demand.contains("relu1")).isTrue();
  }

  @Test
  void agreesWithDl4jsOwnConvolution() {
    assertAgreement(true);
  }

  @Test
  void agreesWithDl4jsOwnConvolutionWithoutTheGradientOfTheInput() {
    assertAgreement(false);
  }

  private static void assertAgreement(boolean inputGradientNeeded) {
    Nd4j.getRandom().setSeed(3);
    INDArray input = Nd4j.randn(DataType.FLOAT, 4, 2, 9, 7);
    INDArray onOutput = Nd4j.randn(DataType.FLOAT, 4, 6, 5, 4);
    ComputationGraph own =
        graph(new KernelConvolution(LAYER, List.of(2, 9, 7), inputGradientNeeded));
    ComputationGraph theirs =
        graph(
            new ConvolutionLayer.Builder(3, 3)
                .stride(2, 2)
                .padding(1, 1)
                .nIn(2)
                .nOut(6)
                .activation(Activation.IDENTITY)
                .build());
    own.params().assign(theirs.params());
    assertClose(output(own, input), output(theirs, input));
    Pair<?, INDArray> actual = own.getLayer(0).backpropGradient(onOutput, NO_WORKSPACES);
    Pair<?, INDArray> expected = theirs.getLayer(0).backpropGradient(onOutput, NO_WORKSPACES);
    assertClose(own.getFlattenedGradients(), theirs.getFlattenedGradients());
    if (inputGradientNeeded) {
      assertClose(actual.getSecond(), expected.getSecond());
    } else {
      assertThat(actual.getSecond()).isNull();
    }
  }

  private static INDArray output(ComputationGraph graph, INDArray input) {
    graph.getLayer(0).setInput(input, NO_WORKSPACES);
    return graph.getLayer(0).activate(true, NO_WORKSPACES);
  }

  private static ComputationGraph graph(ConvolutionLayer layer) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("image")
                .addLayer("convolution", layer, "image")
                .setOutputs("convolution")
                .validateOutputLayerConfig(false)
                .build());
    graph.init();
    graph.initGradientsView();
    return graph;
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.dup('c').data().asFloat())
        .containsExactly(expected.dup('c').data().asFloat(), within(1e-4f));
  }
}
