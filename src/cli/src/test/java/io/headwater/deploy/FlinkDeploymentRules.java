package io.headwater.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a FlinkDeployment must have for the job, beyond its schema. */
final class FlinkDeploymentRules {
  private final List<ObjectNode> manifests;
  private final JsonNode spec;
  private final List<String> problems = new ArrayList<>();

  private FlinkDeploymentRules(List<ObjectNode> manifests) {
    this.manifests = manifests;
    this.spec = Manifests.only(manifests, "FlinkDeployment").path("spec");
  }

  /** What is wrong with the manifests of one deployment. */
  static List<String> problems(List<ObjectNode> manifests) {
    FlinkDeploymentRules rules = new FlinkDeploymentRules(manifests);
    rules.problems.addAll(FlinkSettings.problems(rules.settings()));
    rules.checkEnvironment();
    rules.checkVolumes();
    rules.checkConfiguration();
    rules.checkState();
    rules.requireManifest("ServiceAccount", rules.spec.path("serviceAccount").asText());
    return rules.problems;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    spec.path("flinkConfiguration")
        .properties()
        .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
    return settings;
  }

  private JsonNode container() {
    return named(spec.at("/podTemplate/spec/containers"), "flink-main-container")
        .orElseThrow(() -> new IllegalArgumentException("there is no flink-main-container"));
  }

  private void checkEnvironment() {
    JsonNode environment = container().path("env");
    if (named(environment, "OMP_WAIT_POLICY")
        .filter(variable -> variable.path("value").asText().equals("passive"))
        .isEmpty()) {
      problems.add("OMP_WAIT_POLICY must be passive");
    }
    if (named(environment, "OMP_NUM_THREADS").isEmpty()) {
      problems.add("OMP_NUM_THREADS must be set");
    }
  }

  private void checkVolumes() {
    JsonNode volumes = spec.at("/podTemplate/spec/volumes");
    for (JsonNode mount : container().path("volumeMounts")) {
      if (named(volumes, mount.path("name").asText()).isEmpty()) {
        problems.add("there is no volume " + mount.path("name").asText() + " to mount");
      }
    }
    for (JsonNode volume : volumes) {
      if (volume.has("configMap")) {
        requireManifest("ConfigMap", volume.at("/configMap/name").asText());
      }
      if (volume.has("persistentVolumeClaim")) {
        requireManifest(
            "PersistentVolumeClaim", volume.at("/persistentVolumeClaim/claimName").asText());
      }
    }
  }

  private void checkConfiguration() {
    List<String> args = spec.at("/job/args").valueStream().map(JsonNode::asText).toList();
    String file = args.get(args.indexOf("--config") + 1);
    boolean mounted =
        mounts("configMap").stream()
            .anyMatch(
                mount ->
                    file.startsWith(mount.path("mountPath").asText() + "/")
                        && Manifests.only(manifests, "ConfigMap")
                            .path("data")
                            .has(file.substring(mount.path("mountPath").asText().length() + 1)));
    if (!mounted) {
      problems.add("--config is " + file + ", which no ConfigMap brings");
    }
  }

  private void checkState() {
    settings().values().stream()
        .filter(value -> value.startsWith("file://"))
        .map(value -> value.substring("file://".length()))
        .filter(
            directory ->
                mounts("persistentVolumeClaim").stream()
                    .noneMatch(
                        mount -> directory.startsWith(mount.path("mountPath").asText() + "/")))
        .forEach(directory -> problems.add(directory + " is on no volume"));
  }

  private List<JsonNode> mounts(String kindOfVolume) {
    return container()
        .path("volumeMounts")
        .valueStream()
        .filter(
            mount ->
                named(spec.at("/podTemplate/spec/volumes"), mount.path("name").asText())
                    .filter(volume -> volume.has(kindOfVolume))
                    .isPresent())
        .toList();
  }

  private void requireManifest(String kind, String name) {
    if (manifests.stream()
        .noneMatch(
            manifest ->
                manifest.path("kind").asText().equals(kind)
                    && manifest.at("/metadata/name").asText().equals(name))) {
      problems.add("there is no " + kind + " '" + name + "'");
    }
  }

  private static Optional<JsonNode> named(JsonNode list, String name) {
    return list.valueStream().filter(item -> item.path("name").asText().equals(name)).findFirst();
  }
}
