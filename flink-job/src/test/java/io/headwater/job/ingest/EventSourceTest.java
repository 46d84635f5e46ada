package io.headwater.job.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.config.TaskConfig;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Optional;
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

  private static Predicate<String> matches(Pattern pattern) {
    return topic -> pattern.matcher(topic).matches();
  }

  private static TaskConfig task(String name, List<String> topics, Optional<Pattern> pattern) {
    return new TaskConfig(
        new Task(name, TaskKind.SIMILARITY, 1, List.of()), topics, pattern, List.of());
  }
}
