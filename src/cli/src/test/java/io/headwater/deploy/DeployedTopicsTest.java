package io.headwater.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.images.DemoTask;
import io.headwater.job.config.JobConfig;
import io.headwater.job.config.TaskConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeployedTopicsTest {
  private static final JobConfig IN_KUBERNETES = config("k8s/base/headwater.yaml");
  private static final JobConfig IN_COMPOSE = config("docker/headwater.yaml");

  @Test
  void kubernetesHasTheTopicsOfTheJob() throws IOException {
    assertThat(TopicRules.problems(IN_KUBERNETES, kubernetes())).isEmpty();
  }

  @Test
  void composeMakesTheTopicsOfTheJob() throws IOException {
    JsonNode topics = Yaml.document(Repository.file("docker/compose.yaml")).at("/services/topics");
    assertThat(words(topics.path("entrypoint"))).containsExactly("headwater");
    List<String> command = words(topics.path("command"));
    assertThat(command).startsWith("topics", "create");
    assertThat(words(topics.path("volumes")))
        .containsExactly("./headwater.yaml:" + command.get(2) + ":ro");
    assertThat(TopicRules.problems(IN_COMPOSE, compose())).isEmpty();
  }

  @Test
  void bothDeploymentsRunTheSameJob() {
    assertThat(IN_KUBERNETES.digest()).isEqualTo(IN_COMPOSE.digest());
  }

  @Test
  void theFeederSendsWhatTheJobReads() throws IOException {
    List<String> feed =
        words(Yaml.document(Repository.file("docker/compose.yaml")).at("/services/feeder/command"));
    String prefix = feed.get(feed.indexOf("--topic-prefix") + 1);

    assertThat(IN_COMPOSE.tasks().stream().map(task -> task.task().name()))
        .containsExactlyElementsOf(Arrays.stream(DemoTask.values()).map(DemoTask::id).toList());
    assertThat(IN_COMPOSE.tasks().stream().map(TaskConfig::topics))
        .containsExactlyElementsOf(
            Arrays.stream(DemoTask.values()).map(task -> List.of(task.topic(prefix))).toList());
  }

  @Test
  void theBrokersTakeTheLargestMessageOfAnyTopic() throws IOException {
    JsonNode kafka =
        Manifests.only(Kustomization.render(Repository.file("k8s/kafka")), "Kafka")
            .at("/spec/kafka/config");
    JsonNode composed =
        Yaml.document(Repository.file("docker/compose.yaml")).at("/services/kafka/environment");
    long largest =
        kubernetes().stream().mapToLong(DeployedTopic::maxMessageBytes).max().orElseThrow();

    assertThat(kafka.path("message.max.bytes").asLong()).isGreaterThanOrEqualTo(largest);
    assertThat(kafka.path("replica.fetch.max.bytes").asLong()).isGreaterThanOrEqualTo(largest);
    assertThat(composed.path("KAFKA_MESSAGE_MAX_BYTES").asLong()).isGreaterThanOrEqualTo(largest);
    assertThat(composed.path("KAFKA_REPLICA_FETCH_MAX_BYTES").asLong())
        .isGreaterThanOrEqualTo(largest);
  }

  @Test
  void aTopicThatIsNotDeployedIsNamed() throws IOException {
    List<DeployedTopic> topics = kubernetes();

    assertThat(TopicRules.problems(IN_KUBERNETES, topics.subList(1, topics.size())))
        .singleElement()
        .asString()
        .contains(topics.get(0).name());
  }

  @Test
  void aTopicThatNobodyUsesIsNamed() {
    List<DeployedTopic> topics = new ArrayList<>(compose());
    topics.add(new DeployedTopic("images.typo", Map.of()));

    assertThat(TopicRules.problems(IN_COMPOSE, topics))
        .singleElement()
        .asString()
        .contains("images.typo");
  }

  @Test
  void aTopicThatIsTooSmallForItsMessagesIsNamed() throws IOException {
    for (DeployedTopic topic : kubernetes()) {
      assertThat(problemsWith(topic.with("max.message.bytes", "100000")))
          .anySatisfy(problem -> assertThat(problem).contains(topic.name(), "100000"));
    }
  }

  @Test
  void snapshotsThatAgeAwayAreRefused() throws IOException {
    DeployedTopic snapshots =
        kubernetes().stream()
            .filter(topic -> topic.name().equals(IN_KUBERNETES.snapshots().topic()))
            .findFirst()
            .orElseThrow();

    assertThat(problemsWith(snapshots.with("retention.ms", "604800000")))
        .singleElement()
        .asString()
        .contains("retention.ms");
  }

  @Test
  void whatIsReadAndMayUnpackToAnySizeIsNamed() throws IOException {
    List<String> named = new ArrayList<>();
    for (DeployedTopic topic : kubernetes()) {
      if (!problemsWith(topic.with("compression.type", "producer")).isEmpty()) {
        named.add(topic.name());
      }
    }

    assertThat(named)
        .containsExactlyInAnyOrder(
            "headwater-garment",
            "headwater-edges",
            "headwater-location",
            "headwater-similarity",
            "headwater-snapshots");
  }

  private static List<String> words(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  private static List<String> problemsWith(DeployedTopic changed) throws IOException {
    return TopicRules.problems(
        IN_KUBERNETES,
        kubernetes().stream()
            .map(topic -> topic.name().equals(changed.name()) ? changed : topic)
            .toList());
  }

  private static List<DeployedTopic> kubernetes() throws IOException {
    return DeployedTopic.inKubernetes(Kustomization.render(Repository.file("k8s/overlays/cpu")));
  }

  private static List<DeployedTopic> compose() {
    return DeployedTopic.made(IN_COMPOSE);
  }

  private static JobConfig config(String path) {
    try {
      return JobConfig.load(Repository.file(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
