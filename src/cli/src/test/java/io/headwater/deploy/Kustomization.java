package io.headwater.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What {@code kubectl apply -k} sends, for the part of kustomize that k8s/ uses. Kustomize merges
 * patches of custom resources as RFC 7396 does. Names of generated ConfigMaps keep no hash.
 */
final class Kustomization {
  private static final Set<String> KNOWN_KEYS =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "resources",
          "configMapGenerator",
          "configurations",
          "patches");

  private Kustomization() {}

  static List<ObjectNode> render(Path directory) throws IOException {
    ObjectNode kustomization = Yaml.document(directory.resolve("kustomization.yaml"));
    kustomization.fieldNames().forEachRemaining(Kustomization::requireKnown);
    List<ObjectNode> manifests = new ArrayList<>();
    for (JsonNode resource : kustomization.path("resources")) {
      Path path = directory.resolve(resource.asText());
      manifests.addAll(
          Files.isDirectory(path) ? render(path) : Yaml.documents(Files.readString(path)));
    }
    for (JsonNode generator : kustomization.path("configMapGenerator")) {
      manifests.add(configMap(directory, generator));
    }
    if (kustomization.has("namespace")) {
      manifests.forEach(
          manifest ->
              manifest.withObject("/metadata").set("namespace", kustomization.get("namespace")));
    }
    for (JsonNode patch : kustomization.path("patches")) {
      applyPatch(manifests, Yaml.document(directory.resolve(patch.path("path").asText())));
    }
    return manifests;
  }

  /** The identity that patches find a manifest by. */
  static String identity(JsonNode manifest) {
    JsonNode metadata = manifest.path("metadata");
    return String.join(
        "/",
        manifest.path("apiVersion").asText(),
        manifest.path("kind").asText(),
        metadata.path("namespace").asText(),
        metadata.path("name").asText());
  }

  private static void requireKnown(String key) {
    if (!KNOWN_KEYS.contains(key)) {
      throw new IllegalArgumentException(
          "kustomization.yaml has '"
              + key
              + "', which these tests do not know; one of "
              + KNOWN_KEYS);
    }
  }

  private static ObjectNode configMap(Path directory, JsonNode generator) throws IOException {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("apiVersion", "v1").put("kind", "ConfigMap");
    manifest.withObject("/metadata").set("name", generator.path("name"));
    for (JsonNode file : generator.path("files")) {
      manifest
          .withObject("/data")
          .put(file.asText(), Files.readString(directory.resolve(file.asText())));
    }
    return manifest;
  }

  private static void applyPatch(List<ObjectNode> manifests, ObjectNode patch) {
    ObjectNode target =
        manifests.stream()
            .filter(manifest -> identity(manifest).equals(identity(patch)))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("there is no " + identity(patch) + " to patch"));
    merge(target, patch);
  }

  private static void merge(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isNull()) {
                target.remove(field.getKey());
              } else if (value.isObject() && target.get(field.getKey()) instanceof ObjectNode old) {
                merge(old, value);
              } else {
                target.set(field.getKey(), value.deepCopy());
              }
            });
  }
}
