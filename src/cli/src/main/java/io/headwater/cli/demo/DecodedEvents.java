package io.headwater.cli.demo;

import io.headwater.cli.images.DemoEvents;
import io.headwater.cli.images.DemoTask;
import io.headwater.job.config.JobConfig;
import io.headwater.job.decode.DecodeResult;
import io.headwater.job.decode.DecodeResult.Accepted;
import io.headwater.job.decode.EventDecoder;
import io.headwater.job.ingest.RawEvent;
import io.headwater.learning.task.Example;
import io.headwater.schema.wire.Wire;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

/** Events that go through no broker, decoded as the job decodes its events. */
final class DecodedEvents {
  private final DemoEvents events;
  private final EventDecoder decoder;
  private final Clock clock = Clock.systemUTC();

  DecodedEvents(DemoEvents events, JobConfig config) {
    this.events = events;
    this.decoder =
        new EventDecoder(
            config.architecture().tasks(), config.model().input(), config.limits(), clock);
  }

  /** The first events of the task. */
  List<Example> of(DemoTask task, int count) {
    return IntStream.range(0, count).mapToObj(rank -> decoded(task, rank)).toList();
  }

  private Example decoded(DemoTask task, int rank) {
    byte[] bytes = Wire.LABELLED_IMAGE.encode(events.event(task, rank, clock.instant()));
    RawEvent event = new RawEvent(task.id(), 0, rank, clock.millis(), new byte[0], bytes);
    DecodeResult result = decoder.decode(event);
    if (result instanceof Accepted accepted) {
      return accepted.example();
    }
    throw new IllegalStateException("an event of the demo is rejected: " + result);
  }
}
