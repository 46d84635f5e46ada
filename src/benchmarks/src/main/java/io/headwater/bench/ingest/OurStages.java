package io.headwater.bench.ingest;

import com.sun.management.ThreadMXBean;
import io.headwater.cli.CommandFailure;
import io.headwater.job.config.LimitsConfig;
import io.headwater.job.decode.DecodeResult;
import io.headwater.job.decode.EventDecoder;
import io.headwater.job.ingest.RawEvent;
import io.headwater.learning.augment.Augmentation;
import io.headwater.learning.augment.Augmentations;
import io.headwater.learning.augment.HorizontalFlip;
import io.headwater.learning.learner.BatchMemory;
import io.headwater.learning.learner.JointBatch;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.wire.Wire;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The job's stages on one thread: from a record's bytes to a mini-batch laid out for the trunk. */
final class OurStages {
  private static final int BATCH = 64;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Task TASK =
      new Task("class", TaskKind.CLASSIFICATION, 1, List.of("0", "1", "2"));
  private static final LimitsConfig LIMITS = new LimitsConfig(1 << 20, 1 << 20);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final List<RawEvent> events = new ArrayList<>();
  private final List<Example> decoded = new ArrayList<>();
  private final EventDecoder decoder;
  private final Augmentations augmentations;
  private final Architecture architecture;
  private final BatchMemory memory = new BatchMemory();
  private long allocated;

  OurStages(IngestCase asked) {
    decoder = new EventDecoder(List.of(TASK), asked.shape(), LIMITS, Clock.systemUTC());
    augmentations =
        new Augmentations(
            asked.shape(),
            Map.of(TASK.name(), List.of(new Augmentation(new HorizontalFlip(), 0.5))));
    architecture = Backbone.LENET.architecture(asked.shape(), List.of(TASK));
    for (byte[] image : SampleImages.of(asked)) {
      events.add(event(SampleImages.inEvent(asked, image), events.size()));
    }
    events.forEach(event -> decoded.add(decode(event)));
  }

  /** Takes so many events through the stage; returns events per second. */
  double rate(Stage stage, int count) {
    long before = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    List<Example> waiting = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = i % events.size();
      Example example =
          stage == Stage.DECODE || stage == Stage.TOGETHER
              ? decode(events.get(at))
              : decoded.get(at);
      if (stage == Stage.AUGMENT || stage == Stage.TOGETHER) {
        example = augmentations.apply(example);
      }
      if (stage == Stage.BATCH || stage == Stage.TOGETHER) {
        waiting.add(example);
        if (waiting.size() == BATCH) {
          JointBatch.labelled(architecture, waiting, memory);
          waiting.clear();
        }
      }
    }
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    allocated = (threads.getCurrentThreadAllocatedBytes() - before) / count;
    return count / seconds;
  }

  /** Bytes of heap that an event of the last call took. */
  long allocatedPerEvent() {
    return allocated;
  }

  private Example decode(RawEvent event) {
    if (decoder.decode(event) instanceof DecodeResult.Accepted accepted) {
      return accepted.example();
    }
    throw CommandFailure.failed("an event of the benchmark was rejected", null);
  }

  private static RawEvent event(Object image, int offset) {
    LabelledImage message =
        new LabelledImage(
            "event-" + offset,
            Instant.EPOCH,
            image,
            null,
            Map.of(TASK.name(), new ClassLabel(1)),
            1f);
    return new RawEvent("bench", 0, offset, 0, new byte[0], Wire.LABELLED_IMAGE.encode(message));
  }
}
