package io.headwater.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

  static List<DeployedTopic> inCompose(JsonNode compose) {
    String script = compose.at("/services/topics/command/0").asText().replace("\\\n", " ");
    return script
        .lines()
        .map(line -> List.of(line.strip().split("\\s+")))
        .filter(words -> words.get(0).equals("create") && words.contains("--topic"))
        .map(
            words ->
                new DeployedTopic(
                    words.get(words.indexOf("--topic") + 1),
                    words.stream()
                        .filter(word -> word.contains("="))
                        .map(setting -> setting.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]))))
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
