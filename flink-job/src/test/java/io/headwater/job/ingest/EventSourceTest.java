package io.headwater.job.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.TaskConfig;
import io.headwater.learning.loss.TaskLoss;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EventSourceTest {
  private static final TaskConfig NAMED = task("a", List.of("one.topic", "two"), Optional.empty());
  private static final TaskConfig MATCHED =
      task("b", List.of(), Optional.of(Pattern.compile("x|y.*")));

  @Test
  void namesAndPatternsOfAllTasksBecomeOnePattern() {
    Pattern pattern = EventSource.pattern(List.of(NAMED, MATCHED));
    assertThat(List.of("one.topic", "two", "x", "y", "yz")).allMatch(matches(pattern));
    assertThat(List.of("oneXtopic", "two2", "xz", "z")).noneMatch(matches(pattern));
  }

  @Test
  void aTopicOfTwoTasksIsReadOnce() {
    assertThat(EventSource.topics(List.of(NAMED, NAMED))).containsExactly("one.topic", "two");
  }

  @Test
  void onlyCommittedEventsAreReadAndWhatTheUserSaysTakesPrecedence() {
    Properties usual = EventSource.consumerProperties(config(""));
    assertThat(usual)
        .containsEntry("bootstrap.servers", "localhost:9092")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("max.partition.fetch.bytes", "131072")
        .containsEntry("partition.discovery.interval.ms", "10000");
    Properties given =
        EventSource.consumerProperties(
            config("  properties: {max.partition.fetch.bytes: 1000, client.rack: here}"));
    assertThat(given)
        .containsEntry("max.partition.fetch.bytes", "1000")
        .containsEntry("client.rack", "here")
        .containsEntry("isolation.level", "read_committed");
  }

  private static JobConfig config(String properties) {
    String yaml =
        """
        model: {name: twins, input: {channels: 1, height: 28, width: 28}}
        tasks: {same: {kind: similarity, topics: [twins]}}
        kafka:
          bootstrapServers: localhost:9092
        """;
    return JobConfig.parse(yaml + properties + "\n", "job.yaml");
  }

  private static Predicate<String> matches(Pattern pattern) {
    return topic -> pattern.matcher(topic).matches();
  }

  private static TaskConfig task(String name, List<String> topics, Optional<Pattern> pattern) {
    return new TaskConfig(
        new Task(name, TaskKind.SIMILARITY, 1, List.of()),
        topics,
        pattern,
        List.of(),
        TaskLoss.usual(TaskKind.SIMILARITY));
  }
}
