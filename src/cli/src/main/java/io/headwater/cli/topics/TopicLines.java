package io.headwater.cli.topics;

import io.headwater.job.config.JobConfig;
import io.headwater.job.kafka.JobTopics.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Says what became of a job's topics. */
public final class TopicLines {
  private TopicLines() {}

  public static void print(List<Outcome> outcomes, JobConfig job, PrintWriter out) {
    for (Outcome outcome : outcomes) {
      out.printf("%-10s %s%n", word(outcome), outcome.topic());
      new TreeMap<>(outcome.altered())
          .forEach((name, value) -> out.printf("%-10s   %s=%s%n", "", name, value));
    }
    job.tasks().stream()
        .flatMap(task -> task.topicPattern().stream())
        .map(Pattern::pattern)
        .forEach(pattern -> out.printf("%-10s all like %s%n", "not made", pattern));
    out.flush();
  }

  private static String word(Outcome outcome) {
    if (outcome.created()) {
      return "created";
    }
    return outcome.altered().isEmpty() ? "is there" : "changed";
  }
}
