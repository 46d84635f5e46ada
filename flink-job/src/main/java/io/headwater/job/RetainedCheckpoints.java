package io.headwater.job;

import static java.util.Objects.requireNonNull;

import io.headwater.job.identity.ModelIdentity;
import io.headwater.job.identity.SavedModel;
import io.headwater.job.identity.SavedModelCodec;
import io.headwater.learning.learner.SavedLearnerState;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.state.DefaultOperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The completed checkpoints in a directory, of all jobs that used it: JOB/chk-N, and those with
 * which jobs were stopped, savepoint-*. Each has a file _metadata.
 */
final class RetainedCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(RetainedCheckpoints.class);
  private static final String METADATA = "_metadata";
  private static final Pattern JOB = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern CHECKPOINT = Pattern.compile("chk-\\d+");
  private static final Pattern SAVEPOINT = Pattern.compile("savepoint-[0-9a-f]+-[0-9a-f]+");

  private RetainedCheckpoints() {}

  /** The directory of the checkpoint that was completed last. */
  static Optional<Path> newest(Path directory) {
    return completed(directory).max(Comparator.comparing(RetainedCheckpoints::time));
  }

  /**
   * What there is to say about a completed checkpoint.
   *
   * @throws UncheckedIOException if it can't be read
   */
  static KeptState describe(Path checkpoint) {
    try {
      Duration age = Duration.between(time(checkpoint).toInstant(), Instant.now());
      return read(
              checkpoint,
              (model, rest) ->
                  new KeptState(
                      checkpoint, Optional.of(model), SavedLearnerState.open(rest).outline(), age))
          .orElseGet(() -> new KeptState(checkpoint, Optional.empty(), Optional.empty(), age));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the checkpoint %s: %s".formatted(checkpoint, e.getMessage()), e);
    }
  }

  /**
   * Deletes what this job and earlier ones on its lineage have left: their completed checkpoints,
   * but for the one to be kept, and their directories without any. What is of others stays, and so
   * does the directory of a job that has no completed checkpoint yet, as that may be live.
   *
   * @param jobs the names of the directories of this job and of the one that it went on from
   */
  static void tidy(Path directory, Path keep, ModelIdentity identity, Set<String> jobs) {
    try {
      Set<Path> left = new HashSet<>();
      jobs.forEach(job -> left.add(directory.resolve(job)));
      for (Path checkpoint : completed(directory).toList()) {
        if (!checkpoint.equals(keep) && isOf(identity, checkpoint)) {
          FileUtils.deleteDirectory(checkpoint.toFile());
          left.add(requireNonNull(checkpoint.getParent()));
        }
      }
      for (Path job : children(directory, JOB)) {
        if (left.contains(job)
            && children(job, CHECKPOINT).stream().noneMatch(RetainedCheckpoints::isCompleted)) {
          FileUtils.deleteDirectory(job.toFile());
        }
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Could not tidy up {}", directory, e);
    }
  }

  /** When a lineage began is not compared: a job may have learned that while it waited. */
  private static boolean isOf(ModelIdentity identity, Path checkpoint) throws IOException {
    return read(checkpoint, (model, rest) -> model.identity().isOfLineage(identity)).orElse(false);
  }

  /** The directory of each completed checkpoint. */
  static Stream<Path> completed(Path directory) {
    Stream<Path> checkpoints =
        children(directory, JOB).stream().flatMap(job -> children(job, CHECKPOINT).stream());
    return Stream.concat(checkpoints, children(directory, SAVEPOINT).stream())
        .filter(RetainedCheckpoints::isCompleted);
  }

  private static List<Path> children(Path directory, Pattern name) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .filter(child -> name.matcher(String.valueOf(child.getFileName())).matches())
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for checkpoints in " + directory, e);
    }
  }

  private static boolean isCompleted(Path checkpoint) {
    return Files.isRegularFile(checkpoint.resolve(METADATA));
  }

  private static FileTime time(Path checkpoint) {
    try {
      return Files.getLastModifiedTime(checkpoint.resolve(METADATA));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the checkpoint " + checkpoint, e);
    }
  }

  /** The trainer is the one operator that has raw state, which begins with the model. */
  private static <T> Optional<T> read(Path checkpoint, Reading<T> reading) throws IOException {
    Path file = checkpoint.resolve(METADATA);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      List<OperatorStateHandle> states =
          Checkpoints.loadCheckpointMetadata(
                  in, RetainedCheckpoints.class.getClassLoader(), checkpoint.toUri().toString())
              .getOperatorStates()
              .stream()
              .map(OperatorState::getStates)
              .flatMap(subtasks -> subtasks.stream())
              .flatMap(subtask -> subtask.getRawOperatorState().stream())
              .toList();
      for (OperatorStateHandle state : states) {
        Optional<T> result = read(state, reading);
        if (result.isPresent()) {
          return result;
        }
      }
      return Optional.empty();
    }
  }

  private static <T> Optional<T> read(OperatorStateHandle state, Reading<T> reading)
      throws IOException {
    OperatorStateHandle.StateMetaInfo place =
        state
            .getStateNameToPartitionOffsets()
            .get(DefaultOperatorStateBackend.DEFAULT_OPERATOR_STATE_NAME);
    if (place == null || place.getOffsets().length == 0) {
      return Optional.empty();
    }
    try (FSDataInputStream in = state.openInputStream()) {
      in.seek(place.getOffsets()[0]);
      try (PushbackInputStream readable = SavedModelCodec.readable(in)) {
        Optional<SavedModel> model = SavedModelCodec.decode(readable);
        return model.isPresent()
            ? Optional.of(reading.of(model.get(), readable))
            : Optional.empty();
      }
    }
  }

  /** What is made of a saved model and the bytes after it. */
  private interface Reading<T> {
    T of(SavedModel model, InputStream rest) throws IOException;
  }
}
