package io.headwater.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headwater.bench.BenchModel;
import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.NeedsOneDnn;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Suitability;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.backbone.Twin;
import io.headwater.learning.task.ImageShape;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides do the same work: from one start, on the same data, they come to the same. */
class LibtorchStepTest {
  private static final Engine PLAIN_JAVA = new PlainJavaEngine();

  @ParameterizedTest
  @CsvSource({"lenet, 8, dl4j", "lenet, 8, onednn", "resnet18, 4, dl4j", "resnet18, 4, onednn"})
  void oursComesToWhatPlainJavaDoes(String model, int batch, String engine) {
    Suitability suitability = Engines.candidates(engine).get(0).suitability();
    assumeTrue(suitability.canRun(), suitability.reason());
    EngineCase asked = EngineCase.of(model, batch, "f32");
    try (OurStep ours = OurStep.open(engine, asked)) {
      assertThat(Judge.of(asked, PLAIN_JAVA).fault(ours, Precision.F32)).isEmpty();
    }
  }

  /** Skipped, with the reason, only where libtorch's kernels compute wrong alone. */
  @ParameterizedTest
  @CsvSource({
    "lenet, 8, f32, CONTIGUOUS",
    "lenet, 8, f32, CHANNELS_LAST",
    "lenet, 8, bf16, CONTIGUOUS",
    "resnet18, 4, f32, CHANNELS_LAST",
    "resnet18, 4, bf16, CONTIGUOUS"
  })
  void libtorchDoes(String model, int batch, String precision, MemoryFormat format)
      throws Exception {
    EngineCase asked = EngineCase.of(model, batch, precision);
    PeerSetting setting = new PeerSetting(format, Libtorch.allThreads());
    try (LibtorchStep libtorch = LibtorchStep.open(asked, asked.precision(), setting)) {
      Optional<String> fault = Judge.of(asked, PLAIN_JAVA).fault(libtorch, asked.precision());
      if (fault.isPresent()) {
        EngineCase lenet = EngineCase.of("lenet", 8, precision);
        Optional<String> kernels = new LibtorchKernels(lenet, setting).fault();
        assumeTrue(kernels.isEmpty(), () -> "libtorch errs on this machine: " + kernels);
      }
      assertThat(fault).isEmpty();
    }
  }

  /** In double precision, as what floats round away adds up over many narrow layers. */
  @ParameterizedTest
  @EnumSource
  void libtorchDoesOnEachBackbone(Twin twin) throws Exception {
    BenchModel whole = BenchModel.of(twin.backbone(), twin.input());
    BenchModel narrow = new BenchModel(twin.backbone(), twin.narrow(whole.architecture()));
    assertAgreement(new EngineCase(narrow, 16, Precision.F64), PLAIN_JAVA);
  }

  /** Our engine is the judge: what it computes of these is held to plain Java kernel by kernel. */
  @Tag("full")
  @NeedsOneDnn
  @ParameterizedTest
  @CsvSource({
    "ALEXNET, 224",
    "VGG11, 224",
    "VGG16, 224",
    "VGG16_BN, 224",
    "GOOGLENET, 224",
    "INCEPTION_V3, 299",
    "RESNET50, 224",
    "RESNET152, 224",
    "REGNETX_400MF, 224"
  })
  void libtorchDoesAtFullSize(Backbone backbone, int side) throws Exception {
    BenchModel model = BenchModel.of(backbone, new ImageShape(3, side, side));
    assertAgreement(new EngineCase(model, 8, Precision.F32), Engines.candidates("onednn").get(0));
  }

  private static void assertAgreement(EngineCase asked, Engine judge) throws Exception {
    PeerSetting setting = new PeerSetting(MemoryFormat.CONTIGUOUS, Libtorch.allThreads());
    try (LibtorchStep libtorch = LibtorchStep.open(asked, asked.precision(), setting)) {
      Optional<String> fault = Judge.of(asked, judge).fault(libtorch, asked.precision());
      if (fault.isPresent()) {
        Optional<String> kernels = new LibtorchKernels(asked, setting).fault();
        assumeTrue(kernels.isEmpty(), () -> "libtorch errs on this machine: " + kernels);
      }
      assertThat(fault).isEmpty();
    }
  }

  /** By as little as libtorch was on a machine where it computes wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"lenet", "resnet18"})
  void aSideThatErrsIsFound(String model) {
    EngineCase asked = EngineCase.of(model, 2, "f32");
    try (OurStep ours = OurStep.open(Engines.AUTO, asked)) {
      Judge judge = Judge.of(asked, PLAIN_JAVA);
      assertThat(judge.fault(new Spoilt(ours, 0.9995, 1), Precision.F32))
          .hasValueSatisfying(
              fault ->
                  assertThat(fault).startsWith("the loss of step 1 is ").contains("plain-java"));
      assertThat(judge.fault(new Spoilt(ours, Double.NaN, 1), Precision.BF16)).isPresent();
    }
  }

  @Test
  void aSideWhoseGradientsErrIsFound() {
    EngineCase asked = EngineCase.of("lenet", 2, "f32");
    try (OurStep ours = OurStep.open(Engines.AUTO, asked)) {
      assertThat(Judge.of(asked, PLAIN_JAVA).fault(new Spoilt(ours, 1, 1.03), Precision.F32))
          .hasValueSatisfying(
              fault ->
                  assertThat(fault)
                      .startsWith("the first gradient of parameter ")
                      .contains(" is off by 0.030 of that of plain-java"));
    }
  }
}
