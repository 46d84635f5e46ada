package io.headwater.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.job.config.JobConfig;
import io.headwater.job.kafka.InputTopic;
import io.headwater.job.kafka.JobTopic;
import io.headwater.job.kafka.OutputTopic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A topic that a deployment makes. */
record DeployedTopic(String name, Map<String, String> settings) {
  /** Kafka's default for max.message.bytes. */
  private static final int DEFAULT_MAX_MESSAGE_BYTES = 1_048_588;

  DeployedTopic {
    settings = Map.copyOf(settings);
  }

  static List<DeployedTopic> inKubernetes(List<ObjectNode> manifests) {
    return manifests.stream()
        .filter(manifest -> manifest.path("kind").asText().equals("KafkaTopic"))
        .map(
            topic ->
                new DeployedTopic(
                    topic.at("/metadata/name").asText(),
                    topic.at("/spec/config").properties().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asText()))))
        .toList();
  }

  /** What 'headwater topics create' makes for a job. */
  static List<DeployedTopic> made(JobConfig job) {
    return Stream.<JobTopic>concat(InputTopic.all(job).stream(), OutputTopic.all(job).stream())
        .map(topic -> new DeployedTopic(topic.name(), topic.settings()))
        .distinct()
        .toList();
  }

  long maxMessageBytes() {
    String value = settings.get("max.message.bytes");
    return value == null ? DEFAULT_MAX_MESSAGE_BYTES : Long.parseLong(value);
  }

  DeployedTopic with(String setting, String value) {
    return new DeployedTopic(
        name,
        Arrays.asList(settings, Map.of(setting, value)).stream()
            .flatMap(map -> map.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (old, now) -> now)));
  }
}
