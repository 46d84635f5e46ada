package io.headwater.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Holds Kubernetes manifests against their schemas. */
final class Manifests {
  private static final FlinkDeploymentSchema FLINK_DEPLOYMENT = new FlinkDeploymentSchema();

  private Manifests() {}

  /** What is wrong with the manifests, each with the manifest's identity. */
  static List<String> problems(List<ObjectNode> manifests) {
    return manifests.stream()
        .flatMap(
            manifest ->
                problems(manifest).stream()
                    .map(problem -> Kustomization.identity(manifest) + ": " + problem))
        .toList();
  }

  static ObjectNode only(List<ObjectNode> manifests, String kind) {
    List<ObjectNode> found =
        manifests.stream().filter(manifest -> manifest.path("kind").asText().equals(kind)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "there are " + found.size() + " manifests of kind " + kind + "; there must be one");
    }
    return found.get(0);
  }

  private static List<String> problems(JsonNode manifest) {
    if (!manifest.path("kind").asText().equals("FlinkDeployment")) {
      return StrictModels.problems(manifest);
    }
    List<String> problems = new ArrayList<>(FLINK_DEPLOYMENT.problems(manifest));
    problems.addAll(StrictModels.metadataProblems(manifest));
    return problems;
  }
}
