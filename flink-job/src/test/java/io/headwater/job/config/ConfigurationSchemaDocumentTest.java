package io.headwater.job.config;

import static io.headwater.job.config.Configurations.FULL;
import static io.headwater.job.config.Configurations.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.headwater.job.docs.GeneratedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema for editors says the same as the reader, as far as a schema can. */
class ConfigurationSchemaDocumentTest {
  private static final ObjectNode SCHEMA = ConfigurationSchema.of(JobOptions.ROOT);
  private static final JsonSchemaFactory SCHEMAS = schemas();
  private static final JsonSchema CHECKED = SCHEMAS.getSchema(SCHEMA);

  @Test
  void theSchemaIsUpToDate() throws IOException {
    GeneratedDocument.check("configuration.schema.json", ConfigurationSchema.text(SCHEMA));
  }

  @Test
  void theSchemaIsOneByDraft2020() {
    JsonSchema draft = SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012));
    assertThat(draft.validate(SCHEMA)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "training: {}",
        "training: {seed: -9223372036854775808, clipNorm: 0.5}",
        "training: {batch: {size: 32, maxWait: 3600s, maxBuffered: 32}}",
        "training: {checkpointInterval: 100ms}",
        "training: {checkpointInterval: 24h}",
        "training: {optimiser: {}}",
        "training: {optimiser: adam, weighting: dwa, combination: pcgrad, schedule: plateau}",
        "training: {optimiser: {kind: adam}}",
        "training: {optimiser: {learningRate: 1, beta1: 0}}",
        "training: {optimiser: {kind: adam, learningRate: 0.01, epsilon: 1.0e-7}}",
        "training: {optimiser: {kind: adamw, beta2: 0.9, weightDecay: 0}}",
        "training: {optimiser: {kind: sgd, momentum: 0.5, nesterov: true}}",
        "training: {optimiser: {kind: rmsprop, alpha: 0.9, momentum: 0}}",
        "training: {clip: {kind: layer-norm}, penalty: {l1: 1.0e-5, maxNorm: 3}}",
        "training: {clip: {kind: value, limit: 0.5}, penalty: {l2: 0, maxNorm: none}}",
        "training: {schedule: {kind: cosine, warmUp: 500, period: 20000, restarts: true}}",
        "training: {schedule: {kind: step, every: 1000, factor: 0.5, floor: 0.1}}",
        "training: {schedule: {kind: plateau, patience: 10}}",
        "snapshots: {chunkBytes: 1048576}",
        "snapshots: {chunkBytes: 1024B, topic: a.b}",
        "limits: {maxEventBytes: 96MiB}",
      })
  void whatTheReaderTakesTheSchemaTakes(String section) {
    assertTaken(SMALLEST + section + "\n");
  }

  @Test
  void bothTakeEveryKeyAndEveryKindOfTask() {
    assertTaken(FULL);
    for (String kind : Set.of("edges", "location", "similarity", "regression")) {
      assertTaken(task("{kind: " + kind + ", topics: [t]}"));
      assertTaken(task("{kind: " + kind + ", topics: [t], classes: []}"));
      assertTaken(
          task("{kind: " + kind + ", topics: [t], augment: [{kind: rotate, degrees: 1}, blur]}"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{kind: classification, topics: [t], classes: [a, b], classWeights: effective-number}",
        "{kind: classification, topics: [t], classes: [a, b], classWeights: [1, 1]}",
        "{kind: classification, topics: [t], classes: [a, b], loss: {kind: focal, gamma: 0}}",
        "{kind: edges, topics: [t], loss: {kind: dice}}",
        "{kind: edges, topics: [t], loss: dice}",
        "{kind: location, topics: [t], loss: {beta: 0.2}}",
        "{kind: location, topics: [t], loss: {kind: giou, boxWeight: 3}}",
        "{kind: regression, topics: [t], loss: {delta: 2}}",
      })
  void bothTakeALossThatIsChosen(String task) {
    assertTaken(task(task));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dashboards: {}",
        "training: 5",
        "training: {sed: 1}",
        "training: {engine: 4}",
        "training: {engine: DL4J}",
        "training: {precision: f64}",
        "training: {seed: 1.5}",
        "training: {clipNorm: 0}",
        "training: {clipNorm: some}",
        "training: {metricsWindow: 0}",
        "training: {batch: {size: 65537}}",
        "training: {batch: {maxWait: 2}}",
        "training: {batch: {maxWait: 2h}}",
        "training: {batch: {maxWait: 0ms}}",
        "training: {checkpointInterval: 99ms}",
        "training: {checkpointInterval: 1441min}",
        "training: {optimiser: adaam}",
        "training: {optimiser: [adam]}",
        "training: {schedule: cosine}",
        "training: {optimiser: {kind: adaam}}",
        "training: {optimiser: {momentum: 0.9}}",
        "training: {optimiser: {kind: sgd, beta1: 0.9}}",
        "training: {optimiser: {kind: sgd, nesterov: 1}}",
        "training: {optimiser: {kind: rmsprop, weightDecay: -1}}",
        "training: {optimiser: {beta1: 1}}",
        "training: {optimiser: {learningRate: 0}}",
        "training: {optimiser: {kind: adam, learningRate: 1000000}}",
        "training: {clip: {kind: layer}}",
        "training: {clip: {norm: 5}}",
        "training: {clip: {kind: value, limit: 0}}",
        "training: {penalty: {l1: -1}}",
        "training: {penalty: {maxNorm: 0}}",
        "training: {schedule: {kind: cosine}}",
        "training: {schedule: {kind: step, every: 0}}",
        "training: {schedule: {kind: plateau, factor: 1}}",
        "snapshots: {chunkBytes: 1023}",
        "snapshots: {chunkBytes: 65MiB}",
        "snapshots: {chunkBytes: 1TB}",
        "snapshots: {topic: a b}",
        "snapshots: {topic: ..}",
        "limits: {maxEventSamples: 1600000001}"
      })
  void whatTheReaderRefusesTheSchemaRefuses(String section) {
    assertRefused(SMALLEST + section + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{topics: [t]}",
        "{kind: edge, topics: [t]}",
        "{kind: edges, topics: []}",
        "{kind: edges, topics: [t, t]}",
        "{kind: edges, topics: [t], classes: [a, b]}",
        "{kind: edges, topics: [t], augment: [flip]}",
        "{kind: edges, topics: [t], augment: rotate}",
        "{kind: edges, topics: [t], augment: [rotate, rotate]}",
        "{kind: edges, topics: [t], augment: [{degrees: 15}]}",
        "{kind: edges, topics: [t], augment: [{kind: rotate, degrees: 181}]}",
        "{kind: edges, topics: [t], augment: [{kind: rotate, size: 1}]}",
        "{kind: edges, topics: [t], augment: [{kind: rotate, probability: 2}]}",
        "{kind: edges, topics: [t], lossWeight: 0}",
        "{kind: classification, topics: [t]}",
        "{kind: classification, topics: [t], classes: [a]}",
        "{kind: classification, topics: [t], classes: [0, 1]}",
        "{kind: classification, topics: [t], classes: ['', a]}",
        "{kind: classification, topics: [t], classes: [a, b], classWeights: [1, 0]}",
        "{kind: classification, topics: [t], classes: [a, b], classWeights: equal}",
        "{kind: edges, topics: [t], classWeights: effective-number}",
        "{kind: edges, topics: [t], loss: giou}",
        "{kind: edges, topics: [t], loss: {kind: giou}}",
        "{kind: edges, topics: [t], loss: {gamma: 2}}",
        "{kind: regression, topics: [t], head: maps}",
        "{kind: regression, topics: [t], loss: {delta: 0}}",
      })
  void bothRefuseATaskThatIsWrong(String task) {
    assertRefused(task(task));
  }

  @ParameterizedTest
  @CsvSource({
    "name: fashion, name: a/b",
    "name: fashion, name: ..",
    "channels: 1, channels: 2",
    "height: 28, height: 4097",
    "'model:\n', 'modell:\n'",
    "'  name: fashion\n', ''",
    "garment:, my garment:",
    "garment:, trunk:",
    "localhost:9092, localhost"
  })
  void bothRefuseWhatIsWrongInTheSmallestFile(String right, String wrong) {
    assertThat(SMALLEST).contains(right);
    assertRefused(SMALLEST.replace(right, wrong));
  }

  @Test
  void whatIsBetweenKeysIsForTheReader() {
    String both = task("{kind: edges, topics: [t], topicPattern: t}");
    assertThat(taken(both)).isFalse();
    assertThat(problems(both)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker/headwater.yaml", "k8s/base/headwater.yaml"})
  void theFilesOfTheRepositoryNameTheSchemaAndFollowIt(String name) throws IOException {
    Path file = Path.of("..", name);
    String yaml = Files.readString(file);
    String named = "# yaml-language-server: $schema=";
    String first = yaml.lines().findFirst().orElseThrow();

    assertThat(first).startsWith(named);
    assertThat(file.resolveSibling(first.substring(named.length())))
        .hasSameTextualContentAs(Path.of("..", "src", "docs", "configuration.schema.json"));
    assertTaken(yaml);
  }

  /** Draft 2020-12, and the message that editors show instead of a regular expression. */
  private static JsonSchemaFactory schemas() {
    JsonMetaSchema draft =
        JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .keyword(new NonValidationKeyword("patternErrorMessage"))
            .build();
    return JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V202012))
        .metaSchema(draft)
        .build();
  }

  private static String task(String task) {
    return SMALLEST.replaceAll("(?s)  garment:.*kafka:", "  garment: " + task + "\nkafka:");
  }

  private static void assertTaken(String yaml) {
    assertThat(taken(yaml)).as(yaml).isTrue();
    assertThat(problems(yaml)).as(yaml).isEmpty();
  }

  private static void assertRefused(String yaml) {
    assertThat(taken(yaml)).as(yaml).isFalse();
    assertThat(problems(yaml)).as(yaml).isNotEmpty();
  }

  private static boolean taken(String yaml) {
    try {
      JobConfig.parse(yaml, "test");
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }

  private static Set<String> problems(String yaml) {
    return CHECKED.validate(YamlTree.parse("test", yaml)).stream()
        .map(Object::toString)
        .collect(Collectors.toSet());
  }
}
