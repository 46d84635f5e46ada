package io.headwater.job;

import io.headwater.job.publish.Sinks;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The job's own sinks, one of which fails once at the moment that it is told. */
final class FailingSink<T>
    implements Sink<T>,
        SupportsCommitter<KafkaCommittable>,
        SupportsWriterState<T, KafkaWriterState> {
  private static final long serialVersionUID = 1;
  private static final Map<String, Long> WRITTEN_FOR = new ConcurrentHashMap<>();
  private static final AtomicReference<Failure> NEXT = new AtomicReference<>();
  private static volatile boolean failed;

  enum Moment {
    /** All that a checkpoint covers is written to Kafka, and no part of the checkpoint stored. */
    BEFORE_CHECKPOINT,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  /**
   * @param seen gets the transactions that are about to be committed, or are; empty before that
   */
  private record Failure(Moment moment, Consumer<Collection<KafkaCommittable>> seen) {}

  private final Sink<T> sink;
  private final String name;

  private FailingSink(Sink<T> sink, String name) {
    this.sink = sink;
    this.name = name;
  }

  static Sinks of(Sinks sinks) {
    WRITTEN_FOR.clear();
    return new Sinks(
        new FailingSink<>(sinks.snapshots(), "snapshots"),
        new FailingSink<>(sinks.scores(), "scores"),
        new FailingSink<>(sinks.rejected(), "rejected"));
  }

  /** Makes the next checkpoint that covers records of all three sinks fail. */
  static void failNext(Moment moment, Consumer<Collection<KafkaCommittable>> seen) {
    failed = false;
    NEXT.set(new Failure(moment, seen));
  }

  static boolean hasFailed() {
    return failed;
  }

  private static void fail(Moment moment, Collection<KafkaCommittable> transactions) {
    Failure failure = NEXT.get();
    if (failure != null && failure.moment() == moment && NEXT.compareAndSet(failure, null)) {
      try {
        failure.seen().accept(transactions);
      } finally {
        failed = true;
      }
      throw new IllegalStateException("told to fail " + moment);
    }
  }

  private static boolean allWroteFor(long checkpoint) {
    return WRITTEN_FOR.size() == 3
        && WRITTEN_FOR.values().stream().allMatch(last -> last == checkpoint);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return new Writer(sink.createWriter(context));
  }

  @Override
  public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> state) throws IOException {
    return new Writer(FailingSink.<T>stateful(sink).restoreWriter(context, state));
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return stateful(sink).getWriterStateSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    return new FailingCommitter(committing(sink).createCommitter(context));
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return committing(sink).getCommittableSerializer();
  }

  @SuppressWarnings("unchecked")
  private static <T> SupportsWriterState<T, KafkaWriterState> stateful(Object sink) {
    return (SupportsWriterState<T, KafkaWriterState>) sink;
  }

  @SuppressWarnings("unchecked")
  private static SupportsCommitter<KafkaCommittable> committing(Object sink) {
    return (SupportsCommitter<KafkaCommittable>) sink;
  }

  private final class Writer
      implements StatefulSinkWriter<T, KafkaWriterState>,
          CommittingSinkWriter<T, KafkaCommittable> {
    private final SinkWriter<T> writer;
    private boolean hasWritten;

    Writer(SinkWriter<T> writer) {
      this.writer = writer;
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
      writer.write(element, context);
      hasWritten = true;
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
      writer.flush(endOfInput);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
      return ((CommittingSinkWriter<T, KafkaCommittable>) writer).prepareCommit();
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<KafkaWriterState> snapshotState(long checkpoint) throws IOException {
      if (hasWritten) {
        WRITTEN_FOR.put(name, checkpoint);
        hasWritten = false;
      }
      if (allWroteFor(checkpoint)) {
        fail(Moment.BEFORE_CHECKPOINT, List.of());
      }
      return ((StatefulSinkWriter<T, KafkaWriterState>) writer).snapshotState(checkpoint);
    }

    @Override
    public void close() throws Exception {
      writer.close();
    }
  }

  private final class FailingCommitter implements Committer<KafkaCommittable> {
    private final Committer<KafkaCommittable> committer;

    FailingCommitter(Committer<KafkaCommittable> committer) {
      this.committer = committer;
    }

    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
        throws IOException, InterruptedException {
      List<KafkaCommittable> transactions =
          requests.stream().map(CommitRequest::getCommittable).toList();
      boolean chosen = name.equals("snapshots") && coversAll();
      if (chosen) {
        fail(Moment.BEFORE_COMMIT, transactions);
      }
      committer.commit(requests);
      if (chosen) {
        fail(Moment.AFTER_COMMIT, transactions);
      }
    }

    private boolean coversAll() {
      return WRITTEN_FOR.size() == 3 && WRITTEN_FOR.values().stream().distinct().count() == 1;
    }

    @Override
    public void close() throws Exception {
      committer.close();
    }
  }
}
