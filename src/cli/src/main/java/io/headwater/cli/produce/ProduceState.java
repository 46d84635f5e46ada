package io.headwater.cli.produce;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.EventTopics;
import io.headwater.cli.JsonFile;
import io.headwater.cli.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a source is sent, as a file keeps it.
 *
 * @param what the source, and what is made of it
 * @param cluster the id of the cluster that it is sent to
 * @param topics the ids of the topics that it is sent to, by name
 * @param run tells the events of this source, as sent with this file, from all others
 * @param handled images, in order, that the broker has or that were refused
 * @param sent events that the broker has
 * @param refused images that were not sent
 * @param last the last of those
 * @param orderly whether nothing after those may be at the broker
 * @param ends by partition, the offset after the last of those that lies there
 */
record ProduceState(
    String what,
    String cluster,
    Map<String, String> topics,
    String run,
    long handled,
    long sent,
    long refused,
    Last last,
    boolean orderly,
    List<End> ends) {
  private static final long MAX_BYTES = 16 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  /** The end of a partition. */
  record End(String topic, int partition, long offset) {}

  /**
   * An image, as it was when it was handled.
   *
   * @param where its file, or file and line; empty if there was none
   * @param digest of its event ({@link EventSender#digest}); empty if none could be made of it
   */
  record Last(String where, String digest) {
    static final Last NONE = new Last("", "");

    Last {
      requireNonNull(where, "where");
      requireNonNull(digest, "digest");
    }
  }

  ProduceState {
    requireNonNull(what, "what");
    requireNonNull(cluster, "cluster");
    requireNonNull(run, "run");
    topics = Map.copyOf(requireNonNull(topics, "topics"));
    requireNonNull(last, "last");
    ends = List.copyOf(requireNonNull(ends, "ends"));
  }

  /** Nothing is sent yet. */
  static ProduceState beginning(String what, EventTopics topics) {
    return new ProduceState(
        what,
        topics.cluster(),
        topics.ids(),
        UUID.randomUUID().toString(),
        0,
        0,
        0,
        Last.NONE,
        true,
        ends(topics.ends()));
  }

  /** The same, so far. */
  ProduceState with(
      long nowHandled,
      long nowSent,
      long nowRefused,
      Last nowLast,
      boolean nowOrderly,
      Map<TopicPartition, Long> offsets) {
    return new ProduceState(
        what,
        cluster,
        topics,
        run,
        nowHandled,
        nowSent,
        nowRefused,
        nowLast,
        nowOrderly,
        ends(offsets));
  }

  /** The same, of a run that goes on: more may be at the broker than it knows. */
  ProduceState underWay() {
    return with(handled, sent, refused, last, false, offsets());
  }

  private static List<End> ends(Map<TopicPartition, Long> offsets) {
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
   * @param now the topics, as they are
   * @throws CommandFailure if it is no such file, or about something else
   */
  static Optional<ProduceState> load(Path file, String what, EventTopics now) {
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
    state.requireSame(file, now);
    return Optional.of(state);
  }

  /** What was sent must still be where it was sent. */
  private void requireSame(Path file, EventTopics now) {
    if (!cluster.equals(now.cluster())) {
      throw CommandFailure.environment(
          "--resume is %s, which is about the Kafka cluster %s, and this is %s: go on with that cluster, or name another file to begin anew"
              .formatted(file, cluster, now.cluster()),
          null);
    }
    now.ids()
        .forEach(
            (topic, id) -> {
              if (!id.equals(topics.get(topic))) {
                throw CommandFailure.environment(
                    "topic '%s' was made anew since --resume %s was written, so that what was sent is gone: name another file to begin anew"
                        .formatted(topic, file),
                    null);
              }
            });
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
