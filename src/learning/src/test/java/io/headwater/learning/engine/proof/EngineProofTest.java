package io.headwater.learning.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.SpoiltEngine;
import io.headwater.learning.engine.SpoiltEngine.Flaw;
import io.headwater.learning.engine.SpoiltEngine.Kernel;
import io.headwater.learning.engine.Suitability;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.model.Port;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.task.ImageShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EngineProofTest {
  private static final Engine PLAIN_JAVA = new PlainJavaEngine();
  private static final ImageShape SMALL = new ImageShape(1, 2, 2);
  private static final Architecture LENET =
      Backbone.LENET.architecture(new ImageShape(1, 28, 28), FourTasks.ALL);
  private static final Architecture RESNET =
      Backbone.RESNET18.architecture(new ImageShape(3, 32, 32), FourTasks.ALL);

  static Stream<Class<? extends Layer>> layers() {
    return Stream.of(
        Layer.Scale.class,
        Layer.Convolution.class,
        Layer.BatchNorm.class,
        Layer.MaxPool.class,
        Layer.GlobalAveragePool.class,
        Layer.Add.class,
        Layer.Relu.class,
        Layer.Dense.class,
        Layer.AbsoluteDifference.class);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void findsAKernelThatErrsWhicheverLayerItIsOf(Class<? extends Layer> layer) {
    Engine spoilt = spoilt(Kernel.FORWARD, Flaw.SKIPPED_BLOCK, layer);
    assertThat(EngineProof.fault(spoilt, RESNET, Precision.F32))
        .hasValueSatisfying(
            fault -> assertThat(fault).contains(kind(layer), "the output in training"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void findsAKernelThatErrsWhateverItComputes(Kernel kernel, Flaw flaw, Precision precision) {
    Engine spoilt = spoilt(kernel, flaw, Layer.BatchNorm.class);
    assertThat(EngineProof.fault(spoilt, RESNET, precision)).isPresent();
  }

  /** All of its convolutions are in a stretch with a pool. */
  @ParameterizedTest
  @MethodSource("errorsOfConvolutions")
  void findsItBesideAPool(Kernel kernel, Flaw flaw, Precision precision) {
    Engine spoilt = spoilt(kernel, flaw, Layer.Convolution.class);
    assertThat(EngineProof.fault(spoilt, LENET, precision)).isPresent();
  }

  /** Where a pool sends a gradient may depend on rounding; how much of it, does not. */
  @ParameterizedTest
  @EnumSource(names = {"FORWARD", "INFERENCE", "BACKWARD_DATA", "BACKWARD_WEIGHTS"})
  void findsAPoolThatErrsByAHundredth(Kernel kernel) {
    Engine spoilt = spoilt(kernel, Flaw.ONE_PERCENT, Layer.MaxPool.class);
    assertThat(EngineProof.fault(spoilt, LENET, Precision.F32)).isPresent();
  }

  static Stream<Arguments> errors() {
    return Arrays.stream(Kernel.values())
        .flatMap(
            kernel ->
                Arrays.stream(Flaw.values())
                    .flatMap(
                        flaw ->
                            Stream.of(Precision.F32, Precision.BF16)
                                .filter(precision -> isNoticed(kernel, flaw, precision))
                                .map(precision -> Arguments.of(kernel, flaw, precision))));
  }

  /** A single number may be off by 0.02 in bf16. */
  private static boolean isNoticed(Kernel kernel, Flaw flaw, Precision precision) {
    return precision != Precision.BF16 || kernel != Kernel.SQUARE_SUM || flaw != Flaw.ONE_PERCENT;
  }

  /** A convolution has no running statistics. */
  static Stream<Arguments> errorsOfConvolutions() {
    return errors().filter(each -> each.get()[0] != Kernel.STATISTICS);
  }

  /** A dense layer that a rectifier follows is tried alone, too, but without an update. */
  @Test
  void whatIsTriedInPassesAloneIsTriedInAllStepsElsewhere() {
    Network trunk =
        new Network(
            Architecture.TRUNK,
            Map.of(Port.IMAGE, Input.bytes(SMALL.dimensions())),
            List.of(
                new Node("scale", new Layer.Scale(), List.of(Port.IMAGE)),
                new Node("flatten", new Layer.Flatten(), List.of("scale")),
                new Node("hidden", new Layer.Dense(3), List.of("flatten")),
                new Node("relu1", new Layer.Relu(), List.of("hidden")),
                new Node("features", new Layer.Dense(3), List.of("relu1")),
                new Node("relu2", new Layer.Relu(), List.of("features"))));
    Architecture model = Architecture.of(trunk, SMALL, List.of(FourTasks.KIND));
    Engine errsInTheHead =
        new SpoiltEngine(
            PLAIN_JAVA, Kernel.UPDATE, Flaw.ONE_PERCENT, part -> part.nodes().size() == 1);
    assertThat(EngineProof.fault(errsInTheHead, model, Precision.F32))
        .hasValueSatisfying(
            fault -> assertThat(fault).contains("'output' dense", "what an update adds"));
  }

  @Test
  void saysWhichKernelOnWhatShapeGivesWhatInsteadOfWhat() {
    assertThat(EngineProof.fault(new SpoiltEngine(), LENET, Precision.F32))
        .hasValueSatisfying(
            fault ->
                assertThat(fault)
                    .startsWith(
                        "in f32, 'scale' scale, 'conv1' convolution outputChannels=20 kernel=5")
                    .contains("of network 'trunk' on 4 x [[1, 28, 28]]: the output in training is")
                    .containsPattern("value \\d+ is 0\\.0* where -?[0-9.]+ is right"));
  }

  @Test
  void notANumberIsAFault() {
    Answers.Answer right = new Answers.Answer("the output", new double[] {1, 2});
    Answers.Answer wrong = new Answers.Answer("the output", new double[] {1, Double.NaN});
    assertThat(
            Closeness.of(Precision.BF16, true)
                .fault(
                    new Answers(List.of(wrong), List.of()), new Answers(List.of(right), List.of())))
        .hasValueSatisfying(fault -> assertThat(fault).contains("value 1 is NaN where 2"));
  }

  @Test
  void autoPassesOverAnEngineThatErrs() {
    ProvenEngine proven =
        ProvenEngine.choose(List.of(new SpoiltEngine(), PLAIN_JAVA), LENET, Precision.F32);
    assertThat(proven.engine()).isSameAs(PLAIN_JAVA);
    assertThat(proven.passedOver())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.engine()).isEqualTo("spoilt");
              assertThat(each.reason())
                  .startsWith("engine 'spoilt' computes wrong on this machine: in f32, ")
                  .contains("ONEDNN_MAX_CPU_ISA=AVX2");
            });
    assertThat(proven.describe().engine()).isEqualTo("plain Java loops, in place of spoilt");
  }

  @Test
  void autoPassesOverAnEngineThatCantRunHere() {
    ProvenEngine proven =
        ProvenEngine.choose(List.of(PLAIN_JAVA, new Elsewhere()), LENET, Precision.F32);
    assertThat(proven.engine()).isSameAs(PLAIN_JAVA);
    assertThat(proven.describe().engine()).isEqualTo("plain Java loops, in place of elsewhere");
    assertThat(proven.passedOver())
        .extracting(ProvenEngine.PassedOver::reason)
        .containsExactly("engine 'elsewhere' can't run here: there is no abacus");
  }

  @Test
  void namingAnEngineThatErrsIsRefusedWithTheReason() {
    assertThatThrownBy(() -> ProvenEngine.choose(List.of(new SpoiltEngine()), LENET, Precision.F32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'conv1' convolution")
        .hasMessageContaining("Configure another training.engine");
  }

  /** Big layers are tried smaller: nothing of the proof may need more than a few megabytes. */
  @ParameterizedTest
  @EnumSource
  void triesNoPartThatTakesLong(Backbone backbone) {
    Architecture published =
        backbone.architecture(
            new ImageShape(backbone == Backbone.LENET ? 1 : 3, 224, 224), FourTasks.ALL);
    for (Network network : published.networks()) {
      for (Stretch stretch : Stretch.of(network)) {
        Network part = stretch.reduced(4);
        assertThat(part.parameterCount()).isLessThan(210_000);
        assertThat(part.nodes()).hasSameSizeAs(stretch.nodes());
      }
    }
  }

  @Test
  void everyLayerIsInOneStretch() {
    for (Network network : RESNET.networks()) {
      assertThat(Stretch.of(network).stream().flatMap(stretch -> stretch.nodes().stream()))
          .containsExactlyInAnyOrderElementsOf(network.nodes());
    }
  }

  private static Engine spoilt(Kernel kernel, Flaw flaw, Class<? extends Layer> layer) {
    return new SpoiltEngine(PLAIN_JAVA, kernel, flaw, SpoiltEngine.having(layer));
  }

  private record Elsewhere() implements Engine {
    @Override
    public String name() {
      return "elsewhere";
    }

    @Override
    public Suitability suitability() {
      return Suitability.none("there is no abacus");
    }

    @Override
    public EngineDescription describe() {
      throw new AssertionError("must not be loaded");
    }

    @Override
    public EngineNetwork open(
        Network network, NetworkState state, Optimiser optimiser, Precision precision) {
      throw new AssertionError("must not be opened");
    }
  }

  /** As descriptions name it. */
  private static String kind(Class<?> layer) {
    String name = layer.getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
