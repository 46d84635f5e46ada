package io.headwater.cli.produce;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.JsonFile;
import io.headwater.cli.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a source is sent, as a file keeps it.
 *
 * @param what the source, and what is made of it
 * @param handled images, in order, that the broker has or that were refused
 * @param sent events that the broker has
 * @param refused images that were not sent
 * @param last where the last of those was; empty if there is none
 * @param orderly whether nothing after those may be at the broker
 * @param ends by partition, the offset after the last of those that lies there
 */
record ProduceState(
    String what,
    long handled,
    long sent,
    long refused,
    String last,
    boolean orderly,
    List<End> ends) {
  private static final long MAX_BYTES = 16 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  /** The end of a partition. */
  record End(String topic, int partition, long offset) {}

  ProduceState {
    requireNonNull(what, "what");
    requireNonNull(last, "last");
    ends = List.copyOf(requireNonNull(ends, "ends"));
  }

  /**
   * Nothing is sent yet.
   *
   * @param offsets where the partitions end
   */
  static ProduceState beginning(String what, Map<TopicPartition, Long> offsets) {
    return new ProduceState(what, 0, 0, 0, "", true, ends(offsets));
  }

  /** The same, of a run that goes on: more may be at the broker than it knows. */
  ProduceState underWay() {
    return new ProduceState(what, handled, sent, refused, last, false, ends);
  }

  static List<End> ends(Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .map(each -> new End(each.getKey().topic(), each.getKey().partition(), each.getValue()))
        .toList();
  }

  Map<TopicPartition, Long> offsets() {
    return ends.stream()
        .collect(
            Collectors.toMap(
                end -> new TopicPartition(end.topic(), end.partition()), End::offset, Math::max));
  }

  /**
   * The state in the file; empty if there is no file.
   *
   * @throws CommandFailure if it is no such file, or about something else
   */
  static Optional<ProduceState> load(Path file, String what) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    ProduceState state;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("it has more than " + MAX_BYTES + " bytes");
      }
      state = JSON.readValue(file.toFile(), ProduceState.class);
    } catch (JsonProcessingException e) {
      throw notOurs(file, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw notOurs(file, Reason.of(e), e);
    }
    if (!state.what().equals(what)) {
      throw CommandFailure.environment(
          "--resume is %s, which is about %s, not %s: name another file"
              .formatted(file, state.what(), what),
          null);
    }
    return Optional.of(state);
  }

  private static CommandFailure notOurs(Path file, String reason, IOException e) {
    return CommandFailure.environment(
        "--resume is %s, which 'headwater produce' has not written (%s): name another file"
            .formatted(file, reason),
        e);
  }

  /** Writes it whole, or leaves the file as it was. */
  void save(Path file) {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    JsonFile.write(next, this);
    try {
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write " + file + ": " + Reason.of(e), e);
    }
  }
}
