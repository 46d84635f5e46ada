package io.headwater.deploy;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.TaskConfig;
import io.headwater.job.kafka.OutputTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What topics must be for a job. */
final class TopicRules {
  /** Room beside an event: the batch's header, the key, and what is said about a rejected one. */
  private static final int OVERHEAD_BYTES = 4096;

  private final JobConfig job;
  private final Map<String, DeployedTopic> topics;
  private final List<String> problems = new ArrayList<>();

  private TopicRules(JobConfig job, List<DeployedTopic> topics) {
    this.job = job;
    this.topics =
        topics.stream().collect(Collectors.toMap(DeployedTopic::name, Function.identity()));
  }

  /** What is wrong with the topics of a deployment that runs this job. */
  static List<String> problems(JobConfig job, List<DeployedTopic> topics) {
    TopicRules rules = new TopicRules(job, topics);
    rules.checkNames();
    if (rules.problems.isEmpty()) {
      rules.checkSizes();
      rules.checkRetention();
      rules.checkCompression();
    }
    return rules.problems;
  }

  private Set<String> inputs() {
    return job.tasks().stream()
        .map(TaskConfig::topics)
        .flatMap(List::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<OutputTopic> outputs() {
    return Stream.of(
        OutputTopic.snapshots(job), OutputTopic.metrics(job), OutputTopic.rejected(job));
  }

  private void checkNames() {
    Set<String> wanted = inputs();
    outputs().map(OutputTopic::name).forEach(wanted::add);
    wanted.stream()
        .filter(name -> !topics.containsKey(name))
        .forEach(name -> problems.add("the job uses " + name + ", which is not deployed"));
    topics.keySet().stream()
        .filter(name -> !wanted.contains(name))
        .forEach(name -> problems.add(name + " is deployed, but the job does not use it"));
  }

  private void checkSizes() {
    long event = job.limits().maxEventBytes() + (long) OVERHEAD_BYTES;
    inputs().forEach(name -> requireRoom(name, event));
    long largestInput =
        inputs().stream().mapToLong(name -> topic(name).maxMessageBytes()).max().orElseThrow();
    requireRoom(job.kafka().rejectedTopic(), largestInput + OVERHEAD_BYTES);
    outputs().forEach(output -> requireRoom(output.name(), output.maxMessageBytes()));
  }

  private void requireRoom(String name, long bytes) {
    if (topic(name).maxMessageBytes() < bytes) {
      problems.add(
          name
              + " takes messages of "
              + topic(name).maxMessageBytes()
              + " bytes; it must take "
              + bytes);
    }
  }

  private void checkRetention() {
    DeployedTopic snapshots = topic(job.snapshots().topic());
    if (!"-1".equals(snapshots.settings().get("retention.ms"))) {
      problems.add(
          snapshots.name() + " must have retention.ms=-1: the latest snapshot must not age away");
    }
  }

  /** What is read must not unpack to more than max.message.bytes, in the job or in a consumer. */
  private void checkCompression() {
    Set<String> read = inputs();
    read.add(job.snapshots().topic());
    for (String name : read) {
      if (!"uncompressed".equals(topic(name).settings().get("compression.type"))) {
        problems.add(name + " must have compression.type=uncompressed, see decision 19");
      }
    }
  }

  private DeployedTopic topic(String name) {
    DeployedTopic topic = topics.get(name);
    if (topic == null) {
      throw new IllegalStateException(name + " was checked to be deployed");
    }
    return topic;
  }
}
