package io.headwater.bench.pipeline;

import io.headwater.bench.job.MeasuredEvents;
import io.headwater.job.config.JobConfig;
import io.headwater.job.decode.DecodeResult;
import io.headwater.job.decode.EventDecoder;
import io.headwater.job.ingest.RawEvent;
import io.headwater.learning.augment.Augmentation;
import io.headwater.learning.augment.Augmentations;
import io.headwater.learning.engine.proof.ProvenEngine;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What one would write by hand: events from memory, decoded and augmented into mini-batches by one
 * thread, a few of them ahead of the one that trains. No Kafka, no Flink, no checkpoints.
 */
final class HandWrittenLoop {
  private static final int AHEAD = 4;
  private static final int PATIENCE_SECONDS = 30;

  private final JobConfig config;
  private final List<byte[]> events;
  private final int batch;

  /**
   * @param events are repeated in their order, in which the tasks take turns
   * @param batch examples in a mini-batch
   */
  HandWrittenLoop(JobConfig config, List<byte[]> events, int batch) {
    this.config = config;
    this.events = events;
    this.batch = batch;
  }

  /** Examples per second, of the measured events. */
  double rate(MeasuredEvents measured) throws Exception {
    long from = measured.from();
    long to = measured.to();
    BlockingQueue<MiniBatch> ready = new ArrayBlockingQueue<>(AHEAD);
    ExecutorService decoding = Executors.newSingleThreadExecutor();
    try (Learner learner = learner()) {
      Future<?> decoder = decoding.submit(() -> decode(to, ready));
      learn(learner, from, ready, decoder);
      long start = System.nanoTime();
      long learned = learn(learner, to - from, ready, decoder);
      return learned / ((System.nanoTime() - start) / 1e9);
    } finally {
      decoding.shutdownNow();
    }
  }

  private Learner learner() {
    Architecture architecture = config.architecture();
    LearnerState initial = InitialState.of(architecture, config.training().seed());
    return Learner.open(
        ProvenEngine.choose(config.training().engine(), architecture, config.training().precision())
            .engine(),
        architecture,
        config.learnerConfig(),
        initial,
        config.training().precision());
  }

  /** Learns from at least so many examples; returns how many. */
  private static long learn(
      Learner learner, long examples, BlockingQueue<MiniBatch> ready, Future<?> decoder)
      throws Exception {
    long learned = 0;
    while (learned < examples) {
      MiniBatch next = ready.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        decoder.get();
        throw new IllegalStateException("the events ended after " + learned);
      }
      learner.step(next);
      learned += next.fresh().size();
    }
    return learned;
  }

  private Void decode(long count, BlockingQueue<MiniBatch> ready) throws InterruptedException {
    Architecture architecture = config.architecture();
    EventDecoder decoder =
        new EventDecoder(
            architecture.tasks(), architecture.input(), config.limits(), Clock.systemUTC());
    Augmentations augmentations = augmentations();
    long offset = 0;
    // A mini-batch more at each of the two ends that are rounded up to whole ones.
    while (offset < count + 2L * batch) {
      List<Example> examples = new ArrayList<>();
      for (int i = 0; i < batch; i++) {
        byte[] event = events.get((int) (offset % events.size()));
        RawEvent raw = new RawEvent("memory", 0, offset++, 0, new byte[0], event);
        if (decoder.decode(raw) instanceof DecodeResult.Accepted accepted) {
          examples.add(augmentations.apply(accepted.example()));
        }
      }
      ready.put(MiniBatch.ofFresh(examples));
    }
    return null;
  }

  private Augmentations augmentations() {
    Map<String, List<Augmentation>> byTask = new LinkedHashMap<>();
    config.tasks().forEach(task -> byTask.put(task.task().name(), task.augmentations()));
    return new Augmentations(config.model().input(), byTask);
  }
}
