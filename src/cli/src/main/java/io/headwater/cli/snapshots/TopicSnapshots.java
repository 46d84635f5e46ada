package io.headwater.cli.snapshots;

import static java.util.Objects.requireNonNull;

import io.headwater.cli.CommandFailure;
import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.LineageChoice;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotFollower;
import io.headwater.snapshots.SnapshotHistory;
import io.headwater.snapshots.SnapshotHistory.Visitor;
import io.headwater.snapshots.SnapshotListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds snapshots of a model in its topic, for commands. */
public record TopicSnapshots(FollowerConfig config) {
  /**
   * The whole and valid snapshot of that version, or the newest one.
   *
   * @param version null: the newest
   * @throws CommandFailure if there is none
   */
  public Snapshot find(@Nullable Long version) {
    return version == null ? newest() : requireNonNull(find(Set.of(version)).get(version));
  }

  /**
   * Those versions, read in one go.
   *
   * @throws CommandFailure if one is not there
   */
  Map<Long, Snapshot> find(Set<Long> versions) {
    Found found = new Found(versions);
    SnapshotHistory.snapshots(config.with(new LineageChoice.Any()), found);
    for (long version : versions) {
      if (!found.snapshots.containsKey(version)) {
        throw missing(version, found);
      }
    }
    return found.snapshots;
  }

  private Snapshot newest() {
    List<String> refusals = new ArrayList<>();
    try (SnapshotFollower follower = SnapshotFollower.open(config, new Refusals(refusals))) {
      return follower
          .poll(Duration.ZERO)
          .orElseThrow(
              () ->
                  CommandFailure.environment(
                      "there is no snapshot of %s%s"
                          .formatted(
                              config,
                              refusals.isEmpty()
                                  ? "; start the job, or correct --topic and --model"
                                  : " that may be used: " + refusals.get(refusals.size() - 1)),
                      null));
    }
  }

  private CommandFailure missing(long version, Found found) {
    String refusal = found.refusals.get(version);
    return CommandFailure.environment(
        "there is no version %d of %s%s; 'headwater snapshots list' shows what there is"
            .formatted(version, config, refusal == null ? "" : " that may be used: " + refusal),
        null);
  }

  /** Of several snapshots of one version the last counts. */
  private static final class Found implements Visitor {
    private final Set<Long> wanted;
    private final Map<Long, Snapshot> snapshots = new HashMap<>();
    private final Map<Long, String> refusals = new HashMap<>();

    Found(Set<Long> wanted) {
      this.wanted = wanted;
    }

    @Override
    public void verified(SourcePosition record, Snapshot snapshot) {
      long version = snapshot.manifest().version();
      if (wanted.contains(version)) {
        snapshots.put(version, snapshot);
      }
    }

    /** Messages about a snapshot begin with its version. */
    @Override
    public void refused(SourcePosition record, Refused refused) {
      for (long version : wanted) {
        if (refused.message().startsWith("snapshot version " + version + ":")) {
          refusals.put(version, refused.message());
        }
      }
    }
  }

  private record Refusals(List<String> messages) implements SnapshotListener {
    @Override
    public void verified(SourcePosition record, Manifest manifest) {}

    @Override
    public void refused(SourcePosition record, Refused refused) {
      messages.add(refused.message());
    }
  }
}
