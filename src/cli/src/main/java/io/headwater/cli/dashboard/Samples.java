package io.headwater.cli.dashboard;

import io.headwater.cli.InputTopics;
import io.headwater.job.config.JobConfig;
import io.headwater.job.decode.DecodeResult.Accepted;
import io.headwater.job.decode.EventDecoder;
import io.headwater.job.ingest.RawEvent;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.OnnxModel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What a model makes of the newest events of each topic. Used by one thread. */
final class Samples implements AutoCloseable {
  private static final int OF_TOPIC = 2;
  private static final int MOST_TOPICS = 8;
  private static final Duration WAIT = Duration.ofMillis(300);
  private static final int MOST_WAITS = 5;
  private static final byte[] NOTHING = new byte[0];

  private final JobConfig job;
  private final TopicReader reader;
  private final Pictures pictures;

  Samples(DashboardConfig config, Pictures pictures) {
    this.job = config.job();
    this.reader = new TopicReader(config.clients());
    this.pictures = pictures;
  }

  /** Of events that can be read; two of each of the first eight topics at most. */
  List<SampleView> of(OnnxModel model) {
    ImageShape input = model.manifest().provenance().input();
    EventDecoder decoder = new EventDecoder(job.learned(), input, job.limits(), Clock.systemUTC());
    Predictions predictions = new Predictions(model, job.learned(), pictures);
    List<SampleView> samples = new ArrayList<>();
    List<String> topics = InputTopics.of(job, reader.topics().collect(Collectors.toSet()));
    for (String topic : topics.subList(0, Math.min(MOST_TOPICS, topics.size()))) {
      for (RawEvent event : newest(topic)) {
        if (decoder.decode(event) instanceof Accepted accepted) {
          sample(accepted.example(), predictions).ifPresent(samples::add);
        }
      }
    }
    return samples;
  }

  @Override
  public void close() {
    reader.close();
  }

  private Optional<SampleView> sample(Example example, Predictions predictions) {
    List<SampleView.Prediction> made = predictions.of(example);
    if (made.isEmpty()) {
      return Optional.empty();
    }
    SourcePosition from = example.position();
    return Optional.of(
        new SampleView(
            Words.name(example.id()),
            Words.name(from.topic()) + "/" + from.partition() + "/" + from.offset(),
            predictions.version(),
            pictures.ofPixels(predictions.input(), example.pixels()),
            second(example, predictions.input()),
            made));
  }

  private @Nullable Picture second(Example example, ImageShape input) {
    return example.isPair() ? pictures.ofPixels(input, example.secondPixels()) : null;
  }

  /** The newest events of all partitions; marks of transactions may be among the last offsets. */
  private List<RawEvent> newest(String topic) {
    reader.assign(topic);
    reader.seekToLast(OF_TOPIC + 1);
    List<RawEvent> events = new ArrayList<>();
    for (int i = 0; i < MOST_WAITS && reader.behind() > 0; i++) {
      reader.poll(WAIT).forEach(record -> events.add(event(record)));
      events.sort(Comparator.comparing(RawEvent::timestampMillis).reversed());
      events.subList(Math.min(OF_TOPIC, events.size()), events.size()).clear();
    }
    return List.copyOf(events);
  }

  private static RawEvent event(ConsumerRecord<byte[], byte[]> record) {
    return new RawEvent(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key() == null ? NOTHING : record.key(),
        record.value() == null ? NOTHING : record.value());
  }
}
