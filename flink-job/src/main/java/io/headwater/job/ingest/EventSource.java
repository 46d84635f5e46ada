package io.headwater.job.ingest;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.StartFrom;
import io.headwater.job.config.TaskConfig;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** The one source of the job: the topics of all tasks. */
public final class EventSource {
  private static final String DISCOVERY_INTERVAL_MILLIS = "10000";

  // The consumer hands out what it fetched of one partition before it turns to the next: small
  // fetches mix the tasks, so that mini-batches hold all of them. A larger event still comes.
  private static final String FETCH_BYTES = Integer.toString(128 << 10);

  private EventSource() {}

  /** Unbounded; goes on from the offsets of a checkpoint, else where the configuration says. */
  public static KafkaSource<RawEvent> of(JobConfig config) {
    KafkaSourceBuilder<RawEvent> builder =
        KafkaSource.<RawEvent>builder()
            .setGroupId("headwater-" + config.model().name())
            .setClientIdPrefix("headwater-" + config.model().name())
            .setStartingOffsets(startingOffsets(config.kafka().startFrom()))
            .setDeserializer(new RawEventDeserializer(pattern(config.tasks())))
            .setProperties(consumerProperties(config));
    if (config.tasks().stream().allMatch(task -> task.topicPattern().isEmpty())) {
      builder.setTopics(topics(config.tasks()));
    } else {
      builder.setTopicPattern(pattern(config.tasks()));
    }
    return builder.build();
  }

  /** The topics that are given by name. */
  public static List<String> topics(List<TaskConfig> tasks) {
    return tasks.stream().flatMap(task -> task.topics().stream()).distinct().toList();
  }

  /** Matches the topics of all tasks, given by name or by pattern. */
  static Pattern pattern(List<TaskConfig> tasks) {
    Stream<String> named = topics(tasks).stream().map(Pattern::quote);
    Stream<String> patterns =
        tasks.stream()
            .flatMap(task -> task.topicPattern().stream())
            .map(pattern -> "(?:" + pattern.pattern() + ")");
    return Pattern.compile(Stream.concat(named, patterns).collect(Collectors.joining("|")));
  }

  /** What kafka.properties says takes precedence. */
  static Properties consumerProperties(JobConfig config) {
    Properties properties = new Properties();
    properties.setProperty("partition.discovery.interval.ms", DISCOVERY_INTERVAL_MILLIS);
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("max.partition.fetch.bytes", FETCH_BYTES);
    properties.putAll(config.kafka().clientProperties());
    return properties;
  }

  private static OffsetsInitializer startingOffsets(StartFrom start) {
    return switch (start) {
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> new LatestAtFirst();
    };
  }

  /**
   * The end of each partition; but a position that is gone, when a job goes on, is one that time
   * took: what is left is read, and nothing skipped.
   */
  private static final class LatestAtFirst implements OffsetsInitializer {
    private static final long serialVersionUID = 1;

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
        Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
      return OffsetsInitializer.latest().getPartitionOffsets(partitions, retriever);
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
      return OffsetResetStrategy.EARLIEST;
    }
  }
}
