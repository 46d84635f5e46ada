package io.headwater.cli.doctor;

import static java.util.stream.Collectors.toCollection;

import io.headwater.cli.Reason;
import io.headwater.job.config.JobConfig;
import io.headwater.job.kafka.InputTopic;
import io.headwater.job.kafka.LimitsCheck;
import io.headwater.job.kafka.OutputTopic;
import io.headwater.learning.host.Finding;
import io.headwater.learning.host.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.KafkaException;

/** Whether the broker can be reached, and whether the topics are there and fit. */
public final class BrokerCheck implements HealthCheck {
  private static final int TIMEOUT_MILLIS = 5_000;

  private final Properties client;
  private final Optional<JobConfig> job;

  /**
   * @param client how to reach the broker
   * @param job whose topics are looked at; without it, all topics are
   */
  public BrokerCheck(Properties client, Optional<JobConfig> job) {
    this.client = client;
    this.job = job;
  }

  @Override
  public List<Finding> findings() {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    try (Admin admin = Admin.create(properties)) {
      List<Finding> findings = new ArrayList<>();
      findings.add(broker(admin));
      job.map(config -> new TransactionsCheck(LimitsCheck.of(config, admin)))
          .ifPresent(check -> findings.addAll(check.findings()));
      Set<String> present = admin.listTopics().names().get();
      TopicCheck topics = new TopicCheck(admin, servers());
      Set<String> read = topicsToRead(present);
      for (String topic : read) {
        findings.add(job.isEmpty() ? topics.there(topic) : topics.used(input(job.get(), topic)));
      }
      for (InputTopic topic : topicsMissing(present)) {
        findings.add(topics.missing(topic));
      }
      if (job.isPresent()) {
        findings.add(topics.unpacked(read));
      }
      for (OutputTopic topic : topicsToWrite()) {
        findings.add(present.contains(topic.name()) ? topics.used(topic) : topics.toCreate(topic));
      }
      return findings;
    } catch (ExecutionException | KafkaException e) {
      return List.of(unreachable(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(unreachable(e));
    }
  }

  private static InputTopic input(JobConfig config, String topic) {
    return config.tasks().stream()
        .filter(task -> task.reads(topic))
        .map(task -> new InputTopic(topic, task.task().name(), config.limits().maxEventBytes()))
        .findFirst()
        .orElseThrow();
  }

  private Set<String> topicsToRead(Set<String> present) {
    if (job.isEmpty()) {
      return new TreeSet<>(present);
    }
    return present.stream()
        .filter(topic -> job.get().tasks().stream().anyMatch(task -> task.reads(topic)))
        .collect(toCollection(TreeSet::new));
  }

  private List<InputTopic> topicsMissing(Set<String> present) {
    return job.map(InputTopic::all).orElse(List.of()).stream()
        .filter(topic -> !present.contains(topic.name()))
        .toList();
  }

  private List<OutputTopic> topicsToWrite() {
    return job.map(OutputTopic::all).orElse(List.of());
  }

  private Finding broker(Admin admin) throws ExecutionException, InterruptedException {
    DescribeClusterResult cluster = admin.describeCluster();
    return Finding.ok(
        "kafka",
        "%s: cluster %s, %d broker(s)"
            .formatted(servers(), cluster.clusterId().get(), cluster.nodes().get().size()));
  }

  private Finding unreachable(Throwable reason) {
    return Finding.failed(
        "kafka",
        "no broker answers at " + servers() + ": " + Reason.of(reason),
        "start it, or correct the address and the settings of its clients");
  }

  private String servers() {
    return client.getProperty("bootstrap.servers", "(no address)");
  }
}
