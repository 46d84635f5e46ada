package io.headwater.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeFileTest {
  @Test
  void isSound() throws IOException {
    assertThat(ComposeRules.problems(compose(), Dockerfile.read())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobmanager", "taskmanager"})
  void setsWhatFlinkKnows(String service) throws IOException {
    assertThat(FlinkSettings.problems(flinkSettings(service))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobmanager", "taskmanager"})
  void checkpointsLieOnAVolumeThatBothSee(String service) throws IOException {
    assertThat(flinkSettings(service).get("execution.checkpointing.dir"))
        .startsWith("file:///opt/flink/state/");
    assertThat(words(compose().at("/services/" + service + "/volumes")))
        .contains("state:/opt/flink/state");
  }

  @Test
  void theJobReadsTheConfigurationThatIsMounted() throws IOException {
    JsonNode jobManager = compose().at("/services/jobmanager");
    List<String> command = words(jobManager.path("command"));
    String config = command.get(command.indexOf("--config") + 1);

    assertThat(words(jobManager.path("volumes"))).contains("./headwater.yaml:" + config + ":ro");
    assertThat(command).containsSubsequence("--job-classname", "--", "--config");
    assertThat(Path.of(config)).isAbsolute();
  }

  @ParameterizedTest(name = "{0}.{1}")
  @CsvSource({
    "/services/kafka, enviroment, x, enviroment",
    "/services/kafka/healthcheck, every, 5s, every",
    "/services/jobmanager/build, target, tpu, tpu",
    "/services/jobmanager/depends_on/topics, condition, service_done, service_done",
    "/services/taskmanager/environment, OMP_WAIT_POLICY, active, OMP_WAIT_POLICY",
    "/services/feeder, image, headwater:gpu, nothing builds",
  })
  void aMistakeIsNamed(String parent, String key, String value, String problem) throws IOException {
    ObjectNode compose = compose();
    compose.withObject(parent).put(key, value);

    assertThat(ComposeRules.problems(compose, Dockerfile.read()))
        .singleElement()
        .asString()
        .contains(problem);
  }

  @Test
  void aDependencyThatIsNoServiceIsNamed() throws IOException {
    ObjectNode compose = compose();
    compose.withObject("/services").remove("kafka");

    assertThat(ComposeRules.problems(compose, Dockerfile.read()))
        .anySatisfy(problem -> assertThat(problem).contains("kafka, which is no service"));
  }

  @Test
  void waitingForTheHealthOfWhatIsNotCheckedIsNamed() throws IOException {
    ObjectNode compose = compose();
    compose.withObject("/services/kafka").remove("healthcheck");

    assertThat(ComposeRules.problems(compose, Dockerfile.read()))
        .singleElement()
        .asString()
        .contains("kafka, which has no healthcheck");
  }

  @Test
  void aPortOpenToTheWorldIsNamed() throws IOException {
    ObjectNode compose = compose();
    compose.withObject("/services/jobmanager").putArray("ports").add("8081:8081");

    assertThat(ComposeRules.problems(compose, Dockerfile.read()))
        .singleElement()
        .asString()
        .contains("8081:8081");
  }

  private static ObjectNode compose() throws IOException {
    return Yaml.document(Repository.file("docker/compose.yaml"));
  }

  private static Map<String, String> flinkSettings(String service) throws IOException {
    return FlinkSettings.ofLines(
        compose().at("/services/" + service + "/environment/FLINK_PROPERTIES").asText());
  }

  private static List<String> words(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
