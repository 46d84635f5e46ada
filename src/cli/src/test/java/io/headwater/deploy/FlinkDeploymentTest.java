package io.headwater.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkDeploymentTest {
  @ParameterizedTest
  @ValueSource(strings = {"cpu", "gpu"})
  void anOverlayHasWhatTheJobNeeds(String overlay) throws IOException {
    assertThat(FlinkDeploymentRules.problems(overlay(overlay))).isEmpty();
  }

  @Test
  void onlyTheGpuOverlayAsksForADevice() throws IOException {
    String key = "external-resource.gpu.kubernetes.config-key";

    assertThat(spec(overlay("gpu")).at("/flinkConfiguration/" + key).asText())
        .isEqualTo("nvidia.com/gpu");
    assertThat(spec(overlay("gpu")).at("/flinkConfiguration/external-resources").asText())
        .isEqualTo("gpu");
    assertThat(spec(overlay("cpu")).toString()).doesNotContain("gpu");
  }

  @Test
  void theJobIsWhereTheImageHasIt() throws IOException {
    assertThat(spec(overlay("cpu")).at("/job/jarURI").asText())
        .isEqualTo(
            "local://" + Dockerfile.read().targetOf("flink-job/target/headwater-flink-job-*.jar"));
  }

  @Test
  void theEntryClassHasAMainMethod() throws Exception {
    String entryClass = spec(overlay("cpu")).at("/job/entryClass").asText();

    assertThat(Class.forName(entryClass).getMethod("main", String[].class)).isNotNull();
  }

  @Test
  void oneTaskManagerHoldsAllSlots() throws IOException {
    JsonNode spec = spec(overlay("cpu"));

    assertThat(spec.at("/flinkConfiguration/taskmanager.numberOfTaskSlots").asInt())
        .isEqualTo(spec.at("/job/parallelism").asInt());
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "taskmanager.numberOfTaskslots, 2, taskmanager.numberOfTaskslots is no setting",
    "taskmanager.memory.task.off-heap.size, 512m, 512m off the heap",
    "env.java.opts.taskmanager, -Xlog:gc, javacpp.maxbytes",
    "high-availability.storageDir, file:///tmp/ha, /tmp/ha is on no volume",
  })
  void aWrongSettingIsNamed(String key, String value, String problem) throws IOException {
    assertThat(problemsAfter(spec -> spec.withObject("/flinkConfiguration").put(key, value)))
        .singleElement()
        .asString()
        .contains(problem);
  }

  @Test
  void aMissingEnvironmentVariableIsNamed() throws IOException {
    assertThat(
            problemsAfter(
                spec -> ((ArrayNode) spec.at("/podTemplate/spec/containers/0/env")).removeAll()))
        .containsExactly("OMP_WAIT_POLICY must be passive", "OMP_NUM_THREADS must be set");
  }

  @Test
  void aConfigurationThatIsNotMountedIsNamed() throws IOException {
    assertThat(
            problemsAfter(
                spec -> spec.withObject("/job").putArray("args").add("--config").add("/a.yaml")))
        .singleElement()
        .asString()
        .contains("/a.yaml");
  }

  @Test
  void aServiceAccountThatIsNotThereIsNamed() throws IOException {
    assertThat(problemsAfter(spec -> spec.put("serviceAccount", "nobody")))
        .singleElement()
        .asString()
        .contains("nobody");
  }

  private static List<String> problemsAfter(Consumer<ObjectNode> change) throws IOException {
    List<ObjectNode> manifests = overlay("cpu");
    change.accept(spec(manifests));
    return FlinkDeploymentRules.problems(manifests);
  }

  private static ObjectNode spec(List<ObjectNode> manifests) {
    return Manifests.only(manifests, "FlinkDeployment").withObject("/spec");
  }

  private static List<ObjectNode> overlay(String name) throws IOException {
    return Kustomization.render(Repository.file("k8s/overlays").resolve(name));
  }
}
