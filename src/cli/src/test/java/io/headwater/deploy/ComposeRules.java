package io.headwater.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The structure of a compose file, for the part of the specification that ours uses. */
final class ComposeRules {
  private static final Set<String> TOP_LEVEL = Set.of("name", "services", "volumes");
  private static final Set<String> SERVICE =
      Set.of(
          "image",
          "build",
          "command",
          "entrypoint",
          "environment",
          "depends_on",
          "healthcheck",
          "ports",
          "profiles",
          "restart",
          "volumes");
  private static final Set<String> BUILD = Set.of("context", "dockerfile", "target");
  private static final Set<String> HEALTH_CHECK = Set.of("test", "interval", "timeout", "retries");
  private static final Set<String> CONDITIONS =
      Set.of("service_started", "service_healthy", "service_completed_successfully");

  private final JsonNode compose;
  private final JsonNode services;
  private final List<String> problems = new ArrayList<>();

  private ComposeRules(JsonNode compose) {
    this.compose = compose;
    this.services = compose.path("services");
  }

  static List<String> problems(JsonNode compose, Dockerfile dockerfile) {
    ComposeRules rules = new ComposeRules(compose);
    compose
        .fieldNames()
        .forEachRemaining(
            key -> rules.require(key.startsWith("x-") || TOP_LEVEL.contains(key), key));
    rules.forEachService(rules::checkKeys);
    rules.forEachService(rules::checkDependencies);
    rules.forEachService(rules::checkVolumes);
    rules.forEachService(rules::checkPorts);
    rules.forEachService((name, service) -> rules.checkBuild(name, service, dockerfile));
    rules.forEachService(rules::checkThreads);
    return rules.problems;
  }

  private void forEachService(BiConsumer<String, JsonNode> check) {
    services.properties().forEach(entry -> check.accept(entry.getKey(), entry.getValue()));
  }

  private void checkKeys(String name, JsonNode service) {
    requireKeys(name, service, SERVICE);
    requireKeys(name + ".build", service.path("build"), BUILD);
    requireKeys(name + ".healthcheck", service.path("healthcheck"), HEALTH_CHECK);
    require(service.has("image"), name + " has no image");
  }

  private void checkDependencies(String name, JsonNode service) {
    for (Map.Entry<String, JsonNode> dependency : service.path("depends_on").properties()) {
      String other = dependency.getKey();
      String condition = dependency.getValue().path("condition").asText();
      require(services.has(other), name + " depends on " + other + ", which is no service");
      require(CONDITIONS.contains(condition), name + ".depends_on." + other + " is " + condition);
      require(
          !condition.equals("service_healthy") || services.path(other).has("healthcheck"),
          name + " waits for the health of " + other + ", which has no healthcheck");
    }
  }

  private void checkVolumes(String name, JsonNode service) {
    for (JsonNode volume : service.path("volumes")) {
      String source = volume.asText().split(":", 2)[0];
      boolean there =
          source.startsWith("./")
              ? Repository.file("docker").resolve(source).toFile().exists()
              : compose.path("volumes").has(source);
      require(there, name + " mounts " + source + ", which is not there");
    }
  }

  private void checkPorts(String name, JsonNode service) {
    for (JsonNode port : service.path("ports")) {
      require(
          port.asText().matches("127\\.0\\.0\\.1:\\d+:\\d+"),
          name + " opens " + port.asText() + " to more than this machine");
    }
  }

  private void checkBuild(String name, JsonNode service, Dockerfile dockerfile) {
    JsonNode build = service.path("build");
    if (build.isObject()) {
      require(
          dockerfile.targets().contains(build.path("target").asText()),
          name + ".build.target is " + build.path("target").asText());
    } else if (service.path("image").asText().startsWith("headwater:")) {
      require(
          services
              .valueStream()
              .anyMatch(
                  other -> other.path("image").equals(service.path("image")) && other.has("build")),
          name + " runs " + service.path("image").asText() + ", which nothing builds");
    }
  }

  private void checkThreads(String name, JsonNode service) {
    if (service.path("environment").has("FLINK_PROPERTIES")) {
      JsonNode environment = service.path("environment");
      require(
          environment.path("OMP_WAIT_POLICY").asText().equals("passive"),
          name + " must have OMP_WAIT_POLICY=passive");
      require(environment.has("OMP_NUM_THREADS"), name + " must have OMP_NUM_THREADS");
    }
  }

  private void requireKeys(String path, JsonNode object, Set<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            key ->
                require(
                    known.contains(key),
                    path + "." + key + " is not one of " + new TreeSet<>(known)));
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }
}
