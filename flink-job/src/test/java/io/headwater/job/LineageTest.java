package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.job.identity.LineageVersion;
import io.headwater.job.identity.ModelIdentity;
import io.headwater.job.identity.ModelRefusedException;
import io.headwater.job.identity.SavedModel;
import io.headwater.learning.engine.SpoiltEngine;
import io.headwater.schema.SnapshotManifest;
import io.headwater.schema.TaskDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which job may train a model, and from where: with a real broker and real checkpoints. */
@Timeout(240)
class LineageTest {
  private static final Duration DEADLINE = Duration.ofSeconds(120);
  private static EmbeddedKafka kafka;

  @TempDir private Path first;
  @TempDir private Path second;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void aJobWithoutTheStateIsRefusedUnlessItBeginsALineage() {
    try (TrainingRun run = new TrainingRun(kafka, "twice", "plain-java")) {
      SnapshotManifest old = trained(run, first, LineagePlan.goOn("twice"));
      assertThat(old.getLineageId()).isNotEmpty();
      assertThatThrownBy(() -> LocalJob.start(run.config(), second))
          .isInstanceOf(ModelRefusedException.class)
          .hasMessageContaining("has version " + old.getVersion() + " of lineage")
          .hasMessageContaining("this job has no saved state of it")
          .hasMessageContaining("--new-lineage");

      SnapshotManifest begun = trained(run, second, LineagePlan.anew("twice"));
      SnapshotManifest itsFirst =
          run.manifests().stream()
              .filter(each -> each.getLineageId().equals(begun.getLineageId()))
              .findFirst()
              .orElseThrow();
      assertThat(begun.getLineageId()).isNotEqualTo(old.getLineageId());
      assertThat(itsFirst.getVersion()).isEqualTo(old.getVersion() + 1);
      assertThat(itsFirst.getParentVersion()).as("begun from nothing").isNull();

      assertThatThrownBy(() -> LocalJob.start(run.config(), first))
          .isInstanceOf(ModelRefusedException.class)
          .hasMessageContaining("does not know it");
      assertThat(trained(run, second, LineagePlan.goOn("twice")).getLineageId())
          .isEqualTo(begun.getLineageId());
    }
  }

  @Test
  void anOlderCheckpointIsRefusedUnlessItBeginsALineage() throws IOException {
    try (TrainingRun run = new TrainingRun(kafka, "older", "plain-java")) {
      SnapshotManifest old = trained(run, first, LineagePlan.goOn("older"));
      FileUtils.copy(
          new org.apache.flink.core.fs.Path(first.toUri()),
          new org.apache.flink.core.fs.Path(second.toUri().resolve("copy")),
          false);
      Path copy = second.resolve("copy");
      SnapshotManifest newest = trained(run, first, LineagePlan.goOn("older"));
      assertThat(newest.getLineageId()).isEqualTo(old.getLineageId());

      assertThatThrownBy(() -> LocalJob.start(run.config(), copy))
          .isInstanceOf(ModelRefusedException.class)
          .hasMessageContaining("the saved state is of version " + old.getVersion());
      SnapshotManifest begun = trained(run, copy, LineagePlan.anew("older"));
      SnapshotManifest itsFirst =
          run.manifests().stream()
              .filter(each -> each.getLineageId().equals(begun.getLineageId()))
              .findFirst()
              .orElseThrow();
      assertThat(itsFirst.getVersion()).isEqualTo(newest.getVersion() + 1);
      assertThat(itsFirst.getParentVersion()).isEqualTo(old.getVersion());
    }
  }

  @Test
  void ofTwoLiveJobsTheOlderEndsAndSaysWhy() {
    try (TrainingRun run = new TrainingRun(kafka, "two", "plain-java")) {
      run.send(20);
      try (LocalJob older = forever(run, first, LineagePlan.goOn("two"))) {
        SnapshotManifest before = run.awaitManifest(any -> true, older);
        try (LocalJob newer = forever(run, second, LineagePlan.anew("two"))) {
          Throwable end = awaitFailure(older, run);
          assertThat(end)
              .isInstanceOf(ModelRefusedException.class)
              .hasMessageStartingWith("another job took model 'two' over at 20")
              .hasMessageContaining("only one may train it");
          run.send(20);
          SnapshotManifest now =
              run.awaitManifest(newest -> newest.getExamples() >= run.sentEvents(), newer);
          assertThat(now.getLineageId()).isNotEqualTo(before.getLineageId());
          assertThat(newer.failure()).isEmpty();
          assertRising(run);
        }
      }
    }
  }

  @Test
  void aSecondJobThatCanNotTrainTakesNothingAway() {
    try (TrainingRun run = new TrainingRun(kafka, "kept", "plain-java")) {
      run.send(8);
      try (LocalJob older = forever(run, first, LineagePlan.goOn("kept"))) {
        run.awaitManifest(any -> true, older);
        JobConfig erring = config("kept", SpoiltEngine.NAME, "[shoe, shirt, bag]");
        try (LocalJob newer =
            LocalJob.start(erring, second, LineagePlan.anew("kept"), Restarts.FOREVER)) {
          assertThat(Await.present("the second job ends", DEADLINE, newer::failure))
              .hasMessageContaining("spoilt");
        }
        run.send(8);
        run.awaitManifest(newest -> newest.getExamples() >= run.sentEvents(), older);
        assertThat(older.failure()).isEmpty();
      }
    }
  }

  @Test
  void aChangedTaskOrNameIsRefusedBeforeTheStart() {
    try (TrainingRun run = new TrainingRun(kafka, "changed", "plain-java")) {
      trained(run, first, LineagePlan.goOn("changed"));
      assertThatThrownBy(
              () ->
                  LocalJob.start(config("changed", "plain-java", "[shoe, shirt, bag, hat]"), first))
          .isInstanceOf(ModelRefusedException.class)
          .hasMessageContaining(
              "task 'garment' had classes [shoe, shirt, bag], the configuration has [shoe, shirt, bag, hat]");
      try (TrainingRun other = new TrainingRun(kafka, "renamed", "plain-java")) {
        assertThatThrownBy(() -> LocalJob.start(other.config(), first))
            .isInstanceOf(ModelRefusedException.class)
            .hasMessageContaining(
                "the saved state is of model 'changed', the configuration is of 'renamed'");
      }
    }
  }

  @Test
  void aTaskLessNeedsLeaveAndATaskMoreDoesNot() {
    try (TrainingRun run = new TrainingRun(kafka, "evolving", "plain-java")) {
      SnapshotManifest all = trained(run, first, LineagePlan.goOn("evolving"));
      JobConfig fewer = without("similarity", "evolving");
      assertThatThrownBy(() -> LocalJob.start(fewer, first))
          .isInstanceOf(ModelRefusedException.class)
          .hasMessageContaining("task 'similarity' is gone. The job would drop network/similarity")
          .hasMessageContaining("accept the loss with --allow-drop network/similarity, or give");
      LineagePlan plan = LineagePlan.goOn("evolving").allowingDrops(Set.of("network/similarity"));
      for (String task : List.of("garment", "edges", "location")) {
        run.send(task, 0);
      }
      SnapshotManifest three;
      try (LocalJob job = LocalJob.start(fewer, first, plan, Restarts.FEW)) {
        assertThat(job.fit().orElseThrow().report())
            .contains("dropped: network/similarity, as the configuration has no such network");
        three = run.awaitManifest(newest -> newest.getExamples() >= run.sentEvents(), job);
        job.stop();
      }
      assertThat(three.getTasks())
          .extracting(TaskDescription::getName)
          .doesNotContain("similarity");
      assertThat(three.getParentVersion()).isEqualTo(all.getVersion());

      run.send(8);
      try (LocalJob job = run.start(first)) {
        assertThat(job.fit().orElseThrow().begun()).containsExactly("network/similarity");
        SnapshotManifest again =
            run.awaitManifest(newest -> newest.getExamples() >= run.sentEvents(), job);
        assertThat(again.getLineageId()).isEqualTo(all.getLineageId());
        assertThat(again.getTasks()).hasSize(4);
      }
    }
  }

  /** Flink goes on reading what a savepoint says that it read, whatever the configuration says. */
  @Test
  void theTopicOfATaskThatIsGoneIsPassedOver() {
    try (TrainingRun run = new TrainingRun(kafka, "shrinking", "plain-java")) {
      trained(run, first, LineagePlan.goOn("shrinking"));
      long learned = run.sentEvents();
      JobConfig fewer = without("similarity", "shrinking");
      LineagePlan plan = LineagePlan.goOn("shrinking").allowingDrops(Set.of("network/similarity"));
      try (LocalJob job = LocalJob.start(fewer, first, plan, Restarts.FEW)) {
        for (int i = 0; i < 5; i++) {
          run.send("similarity", 0);
        }
        run.awaitRead("similarity", 0, job);
        job.stop();
      }
      assertThat(run.rejectedByOffset().keySet()).isEmpty();

      run.send("similarity", 0);
      try (LocalJob job = run.start(first)) {
        SnapshotManifest again = run.awaitManifest(newest -> newest.getExamples() > learned, job);
        assertThat(again.getExamples()).isEqualTo(learned + 1);
      }
    }
  }

  private static JobConfig without(String task, String name) {
    String yaml = FourTaskEvents.configuration(name, "plain-java", kafka.bootstrapServers());
    return JobConfig.parse(yaml.replaceAll("(?m)^  " + task + ": .*\n", ""), name);
  }

  @Test
  void aStoppedJobGoesOnWhereItWasAndLeavesOneCheckpoint() throws IOException {
    try (TrainingRun run = new TrainingRun(kafka, "cycles", "plain-java")) {
      Optional<SavedModel> before = Optional.empty();
      for (int cycle = 0; cycle < 3; cycle++) {
        run.send(8);
        try (LocalJob job = run.start(first)) {
          assertThat(job.resumed().flatMap(KeptState::model)).isEqualTo(before);
          run.awaitManifest(newest -> newest.getExamples() >= run.sentEvents(), job);
          StoppedJob stopped = job.stop();
          assertThat(stopped.complete()).isTrue();
          assertThat(stopped.stepsAfter()).isZero();
          before = stopped.kept().flatMap(KeptState::model);
          assertThat(before).get().extracting(SavedModel::examples).isEqualTo(run.sentEvents());
        }
        assertThat(completed(first)).hasSize(1);
      }
      try (Stream<Path> left = Files.list(first)) {
        assertThat(left).singleElement().asString().contains("savepoint-");
      }
      assertRising(run);
    }
  }

  @Test
  void aCancelledJobsCheckpointGoesWhenALaterOneIsComplete() {
    try (TrainingRun run = new TrainingRun(kafka, "cancelled", "plain-java")) {
      for (int cycle = 0; cycle < 3; cycle++) {
        trained(run, first, LineagePlan.goOn("cancelled"));
        Await.until("only one checkpoint is left", DEADLINE, () -> completed(first).size() == 1);
      }
    }
  }

  @Test
  void whatIsOfOtherJobsInTheDirectoryStays() throws IOException {
    Path neighbour = Files.createDirectories(first.resolve("0123456789abcdef".repeat(2)));
    Files.createDirectories(neighbour.resolve("shared"));
    Files.createDirectories(neighbour.resolve("taskowned"));
    try (TrainingRun run = new TrainingRun(kafka, "tidy", "plain-java")) {
      run.send(8);
      try (LocalJob job = run.start(first)) {
        run.awaitManifest(newest -> newest.getExamples() >= run.sentEvents(), job);
        StoppedJob stopped = job.stop();
        Path kept = stopped.kept().orElseThrow().path();
        assertThat(directories()).containsExactlyInAnyOrder(kept, neighbour);
        assertTidiedWhateverCameBefore(kept, job.identity());
      }
      assertThat(directories()).as("a job that has no checkpoint yet").contains(neighbour);
    }
  }

  /** What a job learns of others while it waits is no reason to keep what its lineage has left. */
  private void assertTidiedWhateverCameBefore(Path kept, ModelIdentity identity)
      throws IOException {
    FileUtils.copy(
        new org.apache.flink.core.fs.Path(kept.toUri()),
        new org.apache.flink.core.fs.Path(first.resolve("savepoint-0-0").toUri()),
        false);
    assertThat(completed(first)).hasSize(2);
    ModelIdentity before =
        new ModelIdentity(
            identity.model(), identity.lineage(), new LineageVersion("of another job", 7));
    RetainedCheckpoints.tidy(first, kept, before, Set.of());
    assertThat(completed(first)).containsExactly(kept);
  }

  private List<Path> directories() throws IOException {
    try (Stream<Path> all = Files.list(first)) {
      return all.toList();
    }
  }

  private static LocalJob forever(TrainingRun run, Path checkpoints, LineagePlan plan) {
    return LocalJob.start(run.config(), checkpoints, plan, Restarts.FOREVER);
  }

  /** Learns from some events more, and is cancelled. */
  private static SnapshotManifest trained(TrainingRun run, Path checkpoints, LineagePlan plan) {
    long before = run.manifests().size();
    run.send(8);
    try (LocalJob job = run.start(checkpoints, plan)) {
      return run.awaitManifest(
          newest -> newest.getExamples() >= run.sentEvents() && run.manifests().size() > before,
          job);
    }
  }

  private static Throwable awaitFailure(LocalJob job, TrainingRun run) {
    return Await.present(
        "the job fails",
        DEADLINE,
        () -> {
          run.send(1);
          return job.failure();
        });
  }

  private static JobConfig config(String name, String engine, String classes) {
    String yaml = FourTaskEvents.configuration(name, engine, kafka.bootstrapServers());
    return JobConfig.parse(yaml.replace("[shoe, shirt, bag]", classes), name);
  }

  private static void assertRising(TrainingRun run) {
    List<Long> versions =
        new ArrayList<>(run.manifests().stream().map(SnapshotManifest::getVersion).toList());
    assertThat(versions).isSorted().doesNotHaveDuplicates();
  }

  private static List<Path> completed(Path directory) {
    return RetainedCheckpoints.completed(directory).toList();
  }
}
