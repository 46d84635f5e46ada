package io.headwater.serve;

import static java.util.Objects.requireNonNullElse;

import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.LineageChoice;
import io.headwater.snapshots.LiveModel;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.RefusedModelException;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotFollower;
import io.headwater.snapshots.SnapshotListener;
import io.headwater.snapshots.SnapshotsUnreachableException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Brings each new snapshot of a topic to a live model, in a thread of its own, until it is closed.
 * Goes on when the broker is away; stays with the lineage that it began with.
 */
public final class SnapshotFeed implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long PAUSE_MILLIS = 1_000;

  private final FollowerConfig config;
  private final LiveModel live;
  private final ServeMetrics metrics;
  private final FeedListener listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Thread thread = new Thread(this::run, "headwater-snapshots");

  private SnapshotFeed(
      FollowerConfig config, LiveModel live, ServeMetrics metrics, FeedListener listener) {
    this.config = config;
    this.live = live;
    this.metrics = metrics;
    this.listener = listener;
  }

  /**
   * @param live stays open when this closes
   */
  public static SnapshotFeed start(
      FollowerConfig config, LiveModel live, ServeMetrics metrics, FeedListener listener) {
    SnapshotFeed feed = new SnapshotFeed(config, live, metrics, listener);
    feed.thread.setDaemon(true);
    feed.thread.start();
    return feed;
  }

  /**
   * Waits until it is closed.
   *
   * @throws FeedEndedException if it ended by itself, and no snapshot comes any more
   */
  public void await() throws InterruptedException {
    try {
      end.get();
    } catch (ExecutionException e) {
      throw new FeedEndedException(config, requireNonNullElse(e.getCause(), e));
    }
  }

  /** Waits until the thread has ended: as long as a poll or a swap takes. */
  @Override
  public void close() throws InterruptedException {
    closed.countDown();
    thread.join();
  }

  private void run() {
    try {
      follow();
      end.complete(null);
    } catch (Throwable e) {
      end.completeExceptionally(e);
    }
  }

  private void follow() {
    while (isOpen()) {
      try (SnapshotFollower follower = SnapshotFollower.open(sameLineage(), new Refusals())) {
        while (isOpen()) {
          follower.poll(POLL).ifPresent(this::swap);
        }
      } catch (SnapshotsUnreachableException | org.apache.kafka.common.KafkaException e) {
        listener.waits(String.valueOf(e.getMessage()));
        pause();
      }
    }
  }

  private FollowerConfig sameLineage() {
    Optional<Manifest> served = live.manifest();
    return config.lineage() instanceof LineageChoice.Newest && served.isPresent()
        ? config.with(new LineageChoice.Only(served.get().provenance().lineageId()))
        : config;
  }

  private void swap(Snapshot snapshot) {
    Manifest manifest = snapshot.manifest();
    if (live.manifest().filter(manifest::equals).isPresent()) {
      return;
    }
    try {
      live.swap(snapshot);
    } catch (RefusedModelException | UncheckedIOException e) {
      refuse("snapshot version %s: %s".formatted(manifest.version(), e.getMessage()));
      return;
    } catch (OutOfMemoryError e) {
      refuse(
          "snapshot version %s: no memory is left for it (%s); give Java more (-Xmx), or serve a smaller model"
              .formatted(manifest.version(), e.getMessage()));
      return;
    }
    metrics.swapped(manifest.version());
    listener.serves(manifest);
  }

  private void refuse(String why) {
    metrics.refusedSnapshot();
    listener.refuses(why);
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  private void pause() {
    try {
      // Whether it is closed meanwhile shows in the loop.
      boolean unused = closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Refusals implements SnapshotListener {
    @Override
    public void verified(SourcePosition record, Manifest manifest) {}

    @Override
    public void refused(SourcePosition record, Refused refused) {
      refuse(refused.message());
    }
  }
}
