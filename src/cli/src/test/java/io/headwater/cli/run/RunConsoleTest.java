package io.headwater.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.KafkaClients;
import io.headwater.cli.demo.DemoConfig;
import io.headwater.job.JobCondition;
import io.headwater.job.JobCondition.State;
import io.headwater.job.KeptState;
import io.headwater.job.config.JobConfig;
import io.headwater.learning.learner.StateFit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunConsoleTest {
  private final StringWriter said = new StringWriter();
  private final RunConsole console =
      new RunConsole(
          JobConfig.parse(
              DemoConfig.DEFAULT.yaml(KafkaClients.of("localhost:9092"), "test-"), "job.yaml"),
          Path.of("kept"),
          new PrintWriter(said));

  @Test
  void aSilentKafkaIsNamedOnceAndTheJobGoesOn() {
    Throwable silence = new IllegalStateException("cannot write", new TimeoutException("10 s"));
    show(State.RUNNING, null, 0);
    show(State.WAITING, silence, 8);
    show(State.WAITING, silence, 8);
    show(State.STARTING, silence, 8);
    show(State.RUNNING, silence, 8);
    show(State.RUNNING, silence, 8);
    assertThat(said.toString().lines())
        .containsExactly(
            "training 'garments' from localhost:9092; checkpoints are in kept; Ctrl-C stops it",
            "Kafka does not answer at localhost:9092 (cannot write): trying again in about 8 s; Ctrl-C stops it",
            "the job goes on");
  }

  @Test
  void whatIsNewOrDroppedOfACheckpointIsSaid() {
    StateFit fit =
        new StateFit(
            Set.of("network/trunk"),
            Set.of("network/place"),
            Map.of("network/kind", "the configuration has no such network"));
    console.begins(Optional.of(kept()), Optional.of(fit));
    console.needs(fit);
    assertThat(said.toString().lines())
        .containsExactly(
            "'garments' goes on from checkpoint kept/chk-7: saved by an earlier release",
            "  kept: network/trunk",
            "  new: network/place",
            "  dropped: network/kind, as the configuration has no such network",
            "to start it, add --allow-drop network/kind");
  }

  @Test
  void aCheckpointThatFitsIsNotTalkedAbout() {
    StateFit fit = new StateFit(Set.of("network/trunk"), Set.of(), Map.of());
    console.begins(Optional.of(kept()), Optional.of(fit));
    console.needs(fit);
    assertThat(said.toString().lines()).hasSize(1);
  }

  private static KeptState kept() {
    return new KeptState(
        Path.of("kept", "chk-7"), Optional.empty(), Optional.empty(), Duration.ZERO);
  }

  @Test
  void everyFurtherFailureIsSaid() {
    show(State.WAITING, new IllegalStateException("disk full"), 0);
    show(State.WAITING, new IllegalStateException("disk full"), 2);
    assertThat(said.toString().lines())
        .containsExactly(
            "the job failed: disk full: trying again in about 1 s; Ctrl-C stops it",
            "the job failed: disk full: trying again in about 2 s; Ctrl-C stops it");
  }

  @Test
  void aLongReasonIsCut() {
    show(State.WAITING, new IllegalStateException("x".repeat(100_000)), 1);
    assertThat(said.toString()).hasSizeLessThan(1_100);
  }

  @Test
  void aStartThatWaitsForKafkaSaysSoOnce() {
    console.awaitsKafka(new TimeoutException("no node"));
    console.awaitsKafka(new TimeoutException("no node"));
    assertThat(said.toString().lines())
        .containsExactly(
            "Kafka does not answer at localhost:9092 (no node); trying again until it answers; Ctrl-C stops it");
  }

  private void show(State state, @Nullable Throwable failure, int retryInSeconds) {
    console.show(
        new JobCondition(state, Optional.ofNullable(failure), Duration.ofSeconds(retryInSeconds)));
  }
}
