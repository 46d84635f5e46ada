package io.headwater.job.kafka;

import static java.util.Objects.requireNonNull;

import io.headwater.job.config.JobConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the topics of a job: those that its tasks name, and those that it writes to. Those that are
 * found by a pattern are made by whoever writes to them.
 */
public final class JobTopics {
  private static final Duration SERVED_WITHIN = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Admin admin;
  private final String brokers;
  private final int partitions;

  /**
   * What became of a topic.
   *
   * @param created whether it was missing
   * @param altered settings that it did not have before, if it was not
   */
  public record Outcome(String topic, boolean created, Map<String, String> altered) {
    public Outcome {
      altered = Map.copyOf(altered);
    }
  }

  private JobTopics(Admin admin, String brokers, int partitions) {
    this.admin = admin;
    this.brokers = brokers;
    this.partitions = partitions;
  }

  /**
   * Makes what is missing, and waits until it can be written to.
   *
   * @param partitions of each topic that a task names, at least 1; the others have one
   * @param alter whether settings that don't fit are changed in topics that are there
   * @throws KafkaNotReadyException if the brokers don't answer, or don't let the user do it
   */
  public static List<Outcome> make(JobConfig config, int partitions, boolean alter) {
    return AskedKafka.ask(
        config,
        admin ->
            new JobTopics(admin, config.kafka().bootstrapServers(), partitions)
                .make(all(config), alter));
  }

  /** By name: tasks may share a topic. */
  private static Collection<JobTopic> all(JobConfig config) {
    Map<String, JobTopic> topics = new LinkedHashMap<>();
    InputTopic.all(config).forEach(topic -> topics.putIfAbsent(topic.name(), topic));
    OutputTopic.all(config).forEach(topic -> topics.putIfAbsent(topic.name(), topic));
    return topics.values();
  }

  private List<Outcome> make(Collection<JobTopic> topics, boolean alter) {
    Set<String> existing = AskedKafka.get(admin.listTopics().names());
    List<Outcome> outcomes = new ArrayList<>();
    for (JobTopic topic : topics) {
      if (!existing.contains(topic.name())) {
        create(topic);
        outcomes.add(new Outcome(topic.name(), true, Map.of()));
      } else {
        outcomes.add(new Outcome(topic.name(), false, alter ? repair(topic) : Map.of()));
      }
    }
    awaitServed(outcomes.stream().filter(Outcome::created).map(Outcome::topic).toList());
    return outcomes;
  }

  private void create(JobTopic topic) {
    int count = topic instanceof InputTopic ? partitions : 1;
    try {
      AskedKafka.get(
          admin
              .createTopics(
                  List.of(
                      new NewTopic(topic.name(), Optional.of(count), Optional.empty())
                          .configs(topic.settings())))
              .all());
    } catch (AuthorizationException e) {
      throw notAllowed("create", topic, e);
    }
  }

  private Map<String, String> repair(JobTopic topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    try {
      ToldSettings told =
          new ToldSettings(
              requireNonNull(
                  AskedKafka.get(admin.describeConfigs(List.of(resource)).all()).get(resource)));
      Map<String, String> repairs = topic.repairs(told);
      if (!repairs.isEmpty()) {
        AskedKafka.get(admin.incrementalAlterConfigs(Map.of(resource, operations(repairs))).all());
      }
      return repairs;
    } catch (AuthorizationException e) {
      throw notAllowed("change", topic, e);
    }
  }

  private static List<AlterConfigOp> operations(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(
            setting ->
                new AlterConfigOp(
                    new ConfigEntry(setting.getKey(), setting.getValue()),
                    AlterConfigOp.OpType.SET))
        .toList();
  }

  /** Which brokers serve a new topic is known a moment after it was created. */
  private void awaitServed(List<String> created) {
    long deadline = System.nanoTime() + SERVED_WITHIN.toNanos();
    while (!areServed(created)) {
      if (System.nanoTime() > deadline) {
        throw new KafkaNotReadyException(
            "the brokers at %s have created the topics %s, but don't serve them: look at their logs"
                .formatted(brokers, String.join(", ", created)),
            null);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private boolean areServed(List<String> created) {
    try {
      return AskedKafka.get(admin.listTopics().names()).containsAll(created)
          && AskedKafka.get(admin.describeTopics(created).allTopicNames()).values().stream()
              .flatMap(topic -> topic.partitions().stream())
              .allMatch(partition -> partition.leader() != null);
    } catch (UnknownTopicOrPartitionException e) {
      return false;
    }
  }

  private KafkaNotReadyException notAllowed(
      String verb, JobTopic topic, AuthorizationException reason) {
    return new KafkaNotReadyException(
        "the brokers at %s do not let this user %s topic '%s': let it be done by one who may"
            .formatted(brokers, verb, topic.name()),
        reason);
  }
}
