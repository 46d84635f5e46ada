package io.headwater.cli.plan;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.TaskConfig;
import io.headwater.job.kafka.OutputTopic;
import java.util.ArrayList;
import java.util.List;

/**
 * A topic of the job.
 *
 * @param use "read by TASK", or "written"
 * @param largestRecordBytes that it must let through (max.message.bytes)
 */
record TopicPlan(String name, String use, int largestRecordBytes) {
  static List<TopicPlan> all(JobConfig config) {
    List<TopicPlan> topics = new ArrayList<>();
    int event = config.limits().maxEventBytes();
    for (TaskConfig task : config.tasks()) {
      String use = "read by " + task.task().name();
      task.topics().forEach(topic -> topics.add(new TopicPlan(topic, use, event)));
      task.topicPattern()
          .ifPresent(
              pattern -> topics.add(new TopicPlan("all like " + pattern.pattern(), use, event)));
    }
    OutputTopic.all(config)
        .forEach(
            topic -> topics.add(new TopicPlan(topic.name(), "written", topic.maxMessageBytes())));
    return topics;
  }
}
