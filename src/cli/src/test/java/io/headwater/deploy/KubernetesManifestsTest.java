package io.headwater.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesManifestsTest {
  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/cpu", "overlays/gpu", "kafka"})
  void whatIsAppliedHasItsSchema(String directory) throws IOException {
    assertThat(Manifests.problems(render(directory))).isEmpty();
  }

  @Test
  void everyFileIsAppliedBySomeKustomization() throws IOException {
    try (Stream<Path> files = Files.walk(Repository.file("k8s"))) {
      assertThat(files.filter(file -> file.getFileName().toString().endsWith(".yaml")))
          .allSatisfy(
              file ->
                  assertThat(file.resolveSibling("kustomization.yaml"))
                      .content()
                      .contains(
                          file.endsWith("kustomization.yaml")
                              ? "kind: Kustomization"
                              : "- " + (isPatch(file) ? "path: " : "") + file.getFileName()));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "FlinkDeployment, /spec/restartStrategy",
    "FlinkDeployment, /spec/job/parallelizm",
    "FlinkDeployment, /spec/podTemplate/spec/container",
    "FlinkDeployment, /spec/taskManager/resource/gpu",
    "FlinkDeployment, /metadata/label",
    "KafkaTopic, /spec/partition",
    "KafkaTopic, /metadata/label",
    "ConfigMap, /content",
    "PersistentVolumeClaim, /spec/resources/request",
    "ServiceAccount, /spec",
    "Role, /rule",
    "RoleBinding, /subject",
  })
  void anUnknownFieldIsRefused(String kind, String path) throws IOException {
    ObjectNode manifest = first("overlays/gpu", kind);
    String parent = path.substring(0, path.lastIndexOf('/'));
    String field = path.substring(path.lastIndexOf('/') + 1);
    (parent.isEmpty() ? manifest : manifest.withObject(parent)).put(field, "x");

    assertThat(Manifests.problems(List.of(manifest)))
        .singleElement()
        .asString()
        .contains(manifest.at("/metadata/name").asText(), field);
  }

  @ParameterizedTest(name = "{0} {1} = {2}")
  @CsvSource({
    "FlinkDeployment, /spec/job, parallelism, two",
    "FlinkDeployment, /spec/job, upgradeMode, sometimes",
    "FlinkDeployment, /spec, flinkVersion, v2_9",
    "KafkaTopic, /spec, partitions, four",
    "PersistentVolumeClaim, /spec, accessModes, ReadWriteMany",
  })
  void aWrongValueIsRefused(String kind, String parent, String field, String value)
      throws IOException {
    ObjectNode manifest = first("overlays/gpu", kind);
    manifest.withObject(parent).put(field, value);

    assertThat(Manifests.problems(List.of(manifest))).singleElement().asString().contains(field);
  }

  @Test
  void aNumberInFlinksConfigurationIsRefused() throws IOException {
    ObjectNode manifest = first("base", "FlinkDeployment");
    manifest.withObject("/spec/flinkConfiguration").put("taskmanager.numberOfTaskSlots", 2);

    assertThat(Manifests.problems(List.of(manifest)))
        .singleElement()
        .asString()
        .contains("taskmanager.numberOfTaskSlots");
  }

  @Test
  void anUnknownFieldOfKafkaIsRefused() throws IOException {
    ObjectNode manifest = first("kafka", "Kafka");
    manifest.withObject("/spec/kafka").put("listener", "x");

    assertThat(Manifests.problems(List.of(manifest)))
        .singleElement()
        .asString()
        .contains("listener");
  }

  @Test
  void aKindWithoutAModelIsRefused() {
    List<ObjectNode> manifests = Yaml.documents("{apiVersion: v1, kind: Sekret}");

    assertThat(Manifests.problems(manifests)).singleElement().asString().contains("v1/Sekret");
  }

  @Test
  void aPatchOfWhatIsNotThereIsRefused(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("kustomization.yaml"), "patches: [{path: patch.yaml}]");
    Files.writeString(
        directory.resolve("patch.yaml"), "{apiVersion: v1, kind: Service, metadata: {name: lost}}");

    assertThatThrownBy(() -> Kustomization.render(directory))
        .hasMessageContaining("v1/Service//lost");
  }

  @Test
  void aKeyOfKustomizeThatIsNotRenderedIsRefused(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("kustomization.yaml"), "namePrefix: my-");

    assertThatThrownBy(() -> Kustomization.render(directory)).hasMessageContaining("namePrefix");
  }

  @Test
  void anOverlayKeepsTheBaseAndAddsItsOwn() throws IOException {
    ObjectNode deployment = first("overlays/gpu", "FlinkDeployment");

    assertThat(deployment.at("/spec/image").asText()).isEqualTo("headwater:gpu");
    assertThat(deployment.at("/spec/serviceAccount").asText()).isEqualTo("headwater");
    assertThat(deployment.at("/spec/flinkConfiguration/high-availability.type").asText())
        .isEqualTo("kubernetes");
  }

  private static ObjectNode first(String directory, String kind) throws IOException {
    return render(directory).stream()
        .filter(manifest -> manifest.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static List<ObjectNode> render(String directory) throws IOException {
    return Kustomization.render(Repository.file("k8s").resolve(directory));
  }

  private static boolean isPatch(Path file) {
    return file.toString().matches(".*/overlays/[^/]+/[^/]+");
  }
}
