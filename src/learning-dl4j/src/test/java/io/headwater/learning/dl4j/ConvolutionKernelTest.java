package io.headwater.learning.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Feed;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.OutputGradient;
import io.headwater.learning.engine.Pass;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.States;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Window;
import io.headwater.learning.optimise.Adam;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to compute a convolution gives what the plain engine does. */
class ConvolutionKernelTest {
  private static final Window PLAIN = new Window(3, 2, 2, 1, 1, 1, 1, 1, false);
  private static final Window DILATED = new Window(2, 3, 1, 2, 1, 2, 3, 2, false);

  static Stream<Convolution> convolutions() {
    return Stream.of(PLAIN, DILATED)
        .flatMap(
            window ->
                Stream.of(
                    new Convolution(8, window, 1, true),
                    new Convolution(8, window, 2, true),
                    new Convolution(8, window, 4, true),
                    new Convolution(4, window, 4, false)));
  }

  @Test
  void eachHasItsKernel() {
    assertThat(
            convolutions()
                .map(layer -> ConvolutionKernel.of(layer, List.of(4, 7, 8)).getClass().getName()))
        .extracting(name -> name.substring(name.lastIndexOf('.') + 1))
        .containsExactly(
            "WholeConvolution",
            "GroupedConvolution",
            "DepthwiseConvolution",
            "DepthwiseConvolution",
            "PatchConvolution",
            "GroupedConvolution",
            "GroupedConvolution",
            "GroupedConvolution");
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void computesLikeThePlainEngine(Convolution layer) {
    Network network =
        NetworkBuilder.of("maps")
            .input("x", Input.floats(List.of(4, 7, 8)))
            .then("y", layer)
            .build();
    double[] input = new Random(1).doubles(3L * 4 * 7 * 8, -1, 1).toArray();
    assertAgreement(network, Feed.values(input));
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void computesLikeThePlainEngineWithoutTheGradientOfTheInput(Convolution layer) {
    Network network =
        NetworkBuilder.of("images")
            .input("image", Input.bytes(List.of(4, 7, 8)))
            .then("scale", new Scale())
            .then("y", layer)
            .build();
    byte[] images = new byte[3 * 4 * 7 * 8];
    new Random(1).nextBytes(images);
    assertAgreement(network, Feed.images(images, 3));
  }

  private static void assertAgreement(Network network, Feed feed) {
    for (Precision precision : List.of(Precision.F32, Precision.F64)) {
      double tolerance = precision == Precision.F32 ? 1e-5 : 1e-6;
      try (EngineNetwork actual = open(new Dl4jEngine(), network, precision);
          EngineNetwork expected = open(new PlainJavaEngine(), network, Precision.F64)) {
        double[] onOutput = new Random(2).doubles(3L * network.outputSize(), -1, 1).toArray();
        for (EngineNetwork each : List.of(actual, expected)) {
          each.forward(List.of(feed), Pass.training(3));
          each.backward(List.of(new OutputGradient.Values(0, onOutput)));
        }
        States.assertClose(
            "output", actual.output(0).values(), expected.output(0).values(), tolerance);
        States.assertClose("filters", actual.gradients(), expected.gradients(), tolerance);
        if (feed instanceof Feed.Values) {
          States.assertClose(
              "input",
              actual.inputGradient(0).values(),
              expected.inputGradient(0).values(),
              tolerance);
        }
      }
    }
  }

  private static EngineNetwork open(Engine engine, Network network, Precision precision) {
    NetworkState state = InitialState.of(network, 1);
    return engine.open(network, state, Adam.withLearningRate(0.1), precision);
  }
}
