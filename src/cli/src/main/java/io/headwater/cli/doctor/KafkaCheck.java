package io.headwater.cli.doctor;

import io.headwater.cli.Reason;
import io.headwater.job.config.JobConfig;
import io.headwater.job.config.TaskConfig;
import io.headwater.job.kafka.OutputTopic;
import io.headwater.learning.host.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
final class KafkaCheck implements Check {
  private static final int TIMEOUT_MILLIS = 5_000;

  private final Properties client;
  private final Optional<JobConfig> job;

  /**
   * @param client how to reach the broker
   * @param job whose topics are looked at; without it, all topics are
   */
  KafkaCheck(Properties client, Optional<JobConfig> job) {
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
      job.ifPresent(config -> findings.addAll(new LimitsCheck(admin, config).findings()));
      Set<String> present = admin.listTopics().names().get();
      TopicCheck topics = new TopicCheck(admin, present);
      Set<String> read = topicsToRead(present);
      for (String topic : read) {
        findings.add(topics.read(topic));
      }
      if (job.isPresent()) {
        findings.add(topics.unpacked(read));
      }
      for (OutputTopic topic : topicsToWrite()) {
        findings.add(topics.written(topic));
      }
      return findings;
    } catch (ExecutionException | KafkaException e) {
      return List.of(unreachable(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(unreachable(e));
    }
  }

  private Set<String> topicsToRead(Set<String> present) {
    if (job.isEmpty()) {
      return new TreeSet<>(present);
    }
    Set<String> topics = new TreeSet<>();
    for (TaskConfig task : job.get().tasks()) {
      topics.addAll(task.topics());
      present.stream().filter(task::reads).forEach(topics::add);
    }
    return topics;
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

  private Object servers() {
    return Map.copyOf(client).getOrDefault("bootstrap.servers", "(no address)");
  }
}
