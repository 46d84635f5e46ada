package io.headwater.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headwater.bench.Result;
import io.headwater.cli.ProgressLine;
import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Which setting we are compared with, where a library is right in all, in some or in none. */
class LibtorchChoiceTest {
  private static final Engine PLAIN_JAVA = new PlainJavaEngine();
  private static final EngineCase ASKED = EngineCase.of("lenet", 2, "f32");
  private static final Judge JUDGE = Judge.of(ASKED, PLAIN_JAVA);
  private static final int ALL_THREADS = Libtorch.allThreads();

  private final List<PeerSetting> open = new ArrayList<>();

  /** A candidate that is known by its setting. */
  private record Candidate(PeerSetting setting, TrainingStep step, List<PeerSetting> open)
      implements TrainingStep {
    Candidate {
      open.add(setting);
    }

    @Override
    public List<DoubleSupplier> prepared(List<LabelledImages> batches) {
      return step.prepared(batches);
    }

    @Override
    public List<Tensor> firstMoments() {
      return step.firstMoments();
    }

    @Override
    public void close() {
      open.remove(setting);
      step.close();
    }
  }

  /** Does what the step does, and ten times as much besides. */
  private record Slow(TrainingStep step) implements TrainingStep {
    @Override
    public List<DoubleSupplier> prepared(List<LabelledImages> batches) {
      return step.prepared(batches).stream().<DoubleSupplier>map(each -> () -> slow(each)).toList();
    }

    private static double slow(DoubleSupplier each) {
      LabelledImages batch = LabelledImages.random(ASKED, new Random(1));
      try (OurStep besides = OurStep.open(PLAIN_JAVA, ASKED)) {
        for (DoubleSupplier more : besides.prepared(Collections.nCopies(10, batch))) {
          assertThat(more.getAsDouble()).isFinite();
        }
      }
      return each.getAsDouble();
    }

    @Override
    public List<Tensor> firstMoments() {
      return step.firstMoments();
    }

    @Override
    public void close() {
      step.close();
    }
  }

  @Test
  void ofThoseThatAreRightTheFastestIsTaken() throws Exception {
    LibtorchChoice.Opening<Candidate> theLastIsFast =
        setting ->
            setting.format() == MemoryFormat.CHANNELS_LAST
                ? new Candidate(setting, OurStep.open(PLAIN_JAVA, ASKED), open)
                : new Candidate(setting, new Slow(OurStep.open(PLAIN_JAVA, ASKED)), open);
    try (LibtorchChoice<Candidate> choice = choice(theLastIsFast)) {
      assertThat(choice.leftOut()).isEmpty();
      assertThat(open).containsExactly(new PeerSetting(MemoryFormat.CHANNELS_LAST, ALL_THREADS));
    }
    assertThat(open).isEmpty();
  }

  @Test
  void whatIsWrongIsLeftOutWithTheReason() throws Exception {
    try (LibtorchChoice<Candidate> choice =
        rightIf(setting -> setting.format() == MemoryFormat.CHANNELS_LAST)) {
      assertThat(choice.leftOut())
          .singleElement()
          .asString()
          .startsWith(wrong(new PeerSetting(MemoryFormat.CONTIGUOUS, ALL_THREADS)))
          .contains("the loss of step 1 is ", "that of plain-java ");
      assertThat(open).containsExactly(new PeerSetting(MemoryFormat.CHANNELS_LAST, ALL_THREADS));
    }
  }

  @Test
  void oneThreadIsTakenWhereAllAreWrong() throws Exception {
    assumeTrue(ALL_THREADS > 1, "this machine has one thread");
    try (LibtorchChoice<Candidate> choice = rightIf(setting -> setting.threads() == 1)) {
      assertThat(choice.leftOut()).hasSameSizeAs(MemoryFormat.values());
      assertThat(open).singleElement().satisfies(taken -> assertThat(taken.threads()).isEqualTo(1));
    }
  }

  @Test
  void whereNoneIsRightOurFiguresAreReportedAllTheSame() throws Exception {
    LibtorchChoice<Candidate> choice = rightIf(setting -> false);

    assertThat(open).isEmpty();
    assertThat(choice.step()).isNull();
    int settings = MemoryFormat.values().length * (ALL_THREADS > 1 ? 2 : 1);
    assertThat(choice.leftOut())
        .hasSize(settings)
        .first()
        .asString()
        .startsWith(wrong(new PeerSetting(MemoryFormat.CONTIGUOUS, ALL_THREADS)));
    try (OurStep ours = OurStep.open(PLAIN_JAVA, ASKED)) {
      Result alone =
          new EngineReport(ASKED, ours, List.of(10.0, 30.0, 20.0), new SgemmPeak(100), 1, 3)
              .alone(choice);
      assertThat(alone.ours().median()).isEqualTo(20);
      assertThat(alone.peer()).isNull();
      assertThat(alone.settings())
          .containsEntry("engine", "plain-java")
          .containsEntry("peerLeftOut", choice.leftOut());
    }
  }

  private LibtorchChoice<Candidate> rightIf(Predicate<PeerSetting> right) throws Exception {
    return choice(
        setting -> {
          TrainingStep step = OurStep.open(PLAIN_JAVA, ASKED);
          double factor = right.test(setting) ? 1 : 0.99;
          return new Candidate(setting, new Spoilt(step, factor, 1), open);
        });
  }

  private static LibtorchChoice<Candidate> choice(LibtorchChoice.Opening<Candidate> open)
      throws Exception {
    ProgressLine progress = new ProgressLine(new PrintWriter(new StringWriter()), false);
    return LibtorchChoice.of(ASKED, Precision.F32, open, 1, JUDGE, progress);
  }

  private static String wrong(PeerSetting setting) {
    return "libtorch "
        + Libtorch.version()
        + " computes wrong on this machine (f32, "
        + setting
        + "): ";
  }
}
