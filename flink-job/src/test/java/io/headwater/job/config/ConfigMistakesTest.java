package io.headwater.job.config;

import static io.headwater.job.config.Configurations.FULL;
import static io.headwater.job.config.Configurations.SMALLEST;
import static io.headwater.job.config.Configurations.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.learning.model.backbone.Backbone;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of mistake, with the message that the operator of the job sees. */
class ConfigMistakesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          name: fashion           | name: a/b               | model.name is 'a/b'; it must be of letters, digits, '.', '_' and '-', not of dots only
          name: fashion           | name: .                 | model.name is '.'; it must be of letters, digits, '.', '_' and '-', not of dots only
          name: fashion           | name: ..                | model.name is '..'; it must be of letters, digits, '.', '_' and '-', not of dots only
          name: fashion           | name: ...               | model.name is '...'; it must be of letters, digits, '.', '_' and '-', not of dots only
          channels: 3             | channels: 2             | model.input.channels is 2; it must be 1 or 3
          height: 32              | height: tall            | model.input.height is 'tall'; it must be a whole number from 1 to 4096
          width: 30               | width: 0                | model.input.width is 0; it must be a whole number from 1 to 4096
          kind: edges             | kind: edge              | tasks.outline.kind is 'edge'; did you mean edges? it must be one of classification, edges, location, similarity, regression
          lossWeight: 0.1         | lossWeight: -0.1        | tasks.garment.lossWeight is -0.1; it must be a number over 0
          lossWeight: 0.1         | lossWeight: heavy       | tasks.garment.lossWeight is 'heavy'; it must be a number over 0
          [garments, more-garments] | garments              | tasks.garment.topics is 'garments'; it must be a list of 1 or more, each a topic name: up to 249 letters, digits, '.', '_' and '-', none twice
          [garments, more-garments] | []                    | tasks.garment.topics is []; it must be a list of 1 or more, each a topic name: up to 249 letters, digits, '.', '_' and '-', none twice
          more-garments           | garments                | tasks.garment.topics is ["garments","garments"]; it must be a list of 1 or more, each a topic name: up to 249 letters, digits, '.', '_' and '-', none twice
          outlines-.*             | outlines-(              | tasks.outline.topicPattern is 'outlines-('; it must be a regular expression (java.util.regex)
          [shirt, shoe, bag]      | [0, 1]                  | tasks.garment.classes is [0,1]; it must be a list of 2 or more, each text (put quotes around what looks like a number), none twice
          [horizontal-flip]       | [horizontal-flop]       | tasks.garment.augment[0].kind is 'horizontal-flop'; did you mean horizontal-flip? it must be one of horizontal-flip, vertical-flip, mirror, rotate, crop-and-scale, blur, colour-jitter, noise, random-erasing, cut-out
          engine: dl4j            | engine: 4               | training.engine is 4; it must be auto, or the name of an engine on the class path, such as dl4j
          precision: bf16         | precision: f64          | training.precision is 'f64'; it must be one of f32, bf16
          beta1: 0.8              | beta1: 1                | training.optimiser.beta1 is 1; it must be a number from 0 to under 1
          clipNorm: none          | clipNorm: 0             | training.clipNorm is 0; it must be a number over 0, or none
          seed: -7                | seed: 1.5               | training.seed is 1.5; it must be a whole number from -9223372036854775808 to 9223372036854775807
          maxWait: 2s             | maxWait: 2              | training.batch.maxWait is 2; it must be a duration from 1ms to 1h, such as 500ms, 10s, 5min or 1h
          maxWait: 2s             | maxWait: 2h             | training.batch.maxWait is '2h'; it must be a duration from 1ms to 1h, such as 500ms, 10s, 5min or 1h
          checkpointInterval: 1min | checkpointInterval: 1ms | training.checkpointInterval is '1ms'; it must be a duration from 100ms to 24h, such as 500ms, 10s, 5min or 1h
          startFrom: latest       | startFrom: now          | kafka.startFrom is 'now'; it must be one of earliest, latest
          rejectedTopic: rejected | rejectedTopic: a b      | kafka.rejectedTopic is 'a b'; it must be a topic name: up to 249 letters, digits, '.', '_' and '-'
          kafka-1:9092            | kafka-1                 | kafka.bootstrapServers is 'kafka-1,kafka-2:9092'; it must be a list such as host1:9092,host2:9092
          chunkBytes: 1MiB        | chunkBytes: 1TB         | snapshots.chunkBytes is '1TB'; it must be a size from 1KiB to 64MiB, such as 1000000, 512KiB or 1MiB
          chunkBytes: 1MiB        | chunkBytes: 12          | snapshots.chunkBytes is 12; it must be a size from 1KiB to 64MiB, such as 1000000, 512KiB or 1MiB
          client.id: fashion      | client.id: [secret]     | kafka.properties is not shown, as it may be secret; it must be a mapping of names to text, numbers, true or false
          """)
  void aWrongValueIsRefusedWithItsPathAndWhatWouldBeRight(
      String right, String wrong, String problem) {
    assertThat(FULL).contains(right);
    assertRefused(FULL.replace(right, wrong), problem.replace('~', '\''));
  }

  @Test
  void anUnknownKeyIsRefusedWithTheNearestOneAndAllThereAre() {
    assertRefused(
        FULL.replace("lossWeight: 0.1", "lossWieght: 0.1"),
        "tasks.garment.lossWieght is not a key; did you mean lossWeight? the keys here are kind,"
            + " topics, topicPattern, lossWeight, classes, backbone, augment, classWeights,"
            + " classWeightsBeta, loss");
    assertRefused(
        SMALLEST + "dashboards: {}\n",
        "dashboards is not a key; the keys here are model, tasks, training, kafka, snapshots,"
            + " limits");
  }

  @Test
  void whatIsRequiredMustBeThere() {
    assertRefused(
        SMALLEST.replace("  name: fashion\n", ""),
        "model.name is missing; it must be of letters, digits, '.', '_' and '-', not of dots only");
    assertRefused(
        SMALLEST.replace("    kind: classification\n", "    kind:\n"),
        "tasks.garment.kind is missing; it must be one of classification, edges, location,"
            + " similarity, regression");
    assertRefused(
        SMALLEST.replaceAll("(?s)tasks:.*kafka:", "tasks: {}\nkafka:"),
        "tasks is empty; it must have at least one key, a name of your choice");
  }

  @Test
  void aSectionMustBeAMapping() {
    assertRefused(
        SMALLEST + "limits: 5\n",
        "limits is 5; it must be a mapping with the keys maxImagePixels, maxEventBytes,"
            + " maxEventSamples");
    assertRefused(
        "just text",
        "the file is 'just text'; it must be a mapping with the keys model, tasks, training, kafka,"
            + " snapshots, limits");
    assertRefused(
        "tasks: [garment]\n" + SMALLEST.replaceAll("(?s)tasks:.*kafka:", "kafka:"),
        "tasks is [\"garment\"]; it must be a mapping with names of your choice as keys");
  }

  @Test
  void noEventMayTakeLongerThanFlinkWaitsForATaskToStop() {
    assertRefused(
        SMALLEST + "limits: {maxEventSamples: 1600000001}\n",
        "limits.maxEventSamples is 1600000001; it must be a whole number from 1 to 1600000000");
    assertThat(parse(SMALLEST + "limits: {maxImagePixels: 268435456}\n").limits())
        .extracting(LimitsConfig::maxEventSamples)
        .isEqualTo(1_600_000_000L);
  }

  @Test
  void allMistakesAreReportedTogether() {
    ConfigException refusal =
        catchThrowableOfType(
            ConfigException.class,
            () -> parse("model: {nmae: x}\ntasks: {a: {kind: edges}}\nlimits: {maxEventBytes: 1}"));

    assertThat(refusal.problems())
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactly(
            "model.nmae",
            "model.name",
            "model.input.channels",
            "model.input.height",
            "model.input.width",
            "kafka.bootstrapServers",
            "limits.maxEventBytes");
    assertThat(refusal)
        .hasMessageStartingWith("job.yaml:\n  model.nmae is not a key; did you mean name?");
  }

  @Test
  void aKeyMustNotBeThereTwice() {
    assertRefused(
        SMALLEST.replace("  name: fashion\n", "  name: fashion\n  name: other\n"),
        "line 3: model.name is there twice; keep one");
    assertRefused(SMALLEST + "model: {}\n", "line 11: model is there twice; keep one");
  }

  @Test
  void whatIsNotYamlIsRefusedWithItsLine() {
    assertRefused(
        "model:\n  name: [fashion\ntasks: {}\n",
        "line 3: this is not YAML: while parsing a flow sequence");
    assertRefused("a: &x 1\nb: *x\n", "line 2: the alias *x is not supported; write the value out");
  }

  @Test
  void secretsInAWrongPlaceAreNotShown() {
    assertRefused(
        SMALLEST + "  properties: password=hunter2\n",
        "kafka.properties is not shown, as it may be secret; it must be a mapping of names to text,"
            + " numbers, true or false");
  }

  @Test
  void aSecretIsNotShownWhereTheYamlIsBroken() {
    assertThatThrownBy(() -> parse("kafka:\n  properties: {password: hunter2\n  other: ]\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aTaskNeedsANameThatIsFreeAndFitsAnOutput() {
    assertRefused(
        SMALLEST.replace("garment:", "my garment:"),
        "tasks.my garment is no name here; it must be of letters, digits, '-' and '_', and none of"
            + " trunk, image, features, reference, which the model itself takes");
    assertRefused(
        SMALLEST.replace("garment:", "trunk:"),
        "tasks.trunk is no name here; it must be of letters, digits, '-' and '_', and none of"
            + " trunk, image, features, reference, which the model itself takes");
  }

  @Test
  void classesAreForClassifications() {
    assertRefused(
        SMALLEST.replace("[shirt, shoe]", "[shirt]"),
        "tasks.garment.classes is [\"shirt\"]; it must be a list of 2 or more, each text (put"
            + " quotes around what looks like a number), none twice");
    assertRefused(
        SMALLEST.replace("    classes: [shirt, shoe]\n", ""),
        "tasks.garment.classes is missing; it must be a list of 2 or more, each text (put quotes"
            + " around what looks like a number), none twice");
    assertRefused(
        SMALLEST.replace("classification", "edges"),
        "tasks.garment.classes is [\"shirt\",\"shoe\"]; it must be [], as only a classification has"
            + " classes");
  }

  @Test
  void aTaskReadsListedTopicsOrAPattern() {
    assertRefused(
        SMALLEST.replace("    topics: [garments]\n", ""),
        "tasks.garment has neither topics nor topicPattern; it must have one of the two");
    assertRefused(
        SMALLEST.replace("topics: [garments]", "topics: [garments]\n    topicPattern: g.*"),
        "tasks.garment has both topics and topicPattern; it must have one of the two");
  }

  @Test
  void theJobMustNotReadWhatItWrites() {
    assertRefused(
        SMALLEST + "  metricsTopic: garments\n",
        "tasks.garment.topics has 'garments', which the job writes to (kafka.metricsTopic); it must"
            + " not read its own output");
    assertRefused(
        SMALLEST.replace("topics: [garments]", "topicPattern: headwater-r.*"),
        "tasks.garment.topicPattern is 'headwater-r.*', which matches 'headwater-rejected', which"
            + " the job writes to (kafka.rejectedTopic); it must not read its own output");
    assertRefused(
        SMALLEST + "  metricsTopic: headwater-snapshots\n",
        "snapshots.topic is 'headwater-snapshots', as kafka.metricsTopic is; each must have its own"
            + " topic");
  }

  @Test
  void theEngineMustBeOnTheClassPath() {
    assertThatThrownBy(() -> parse(SMALLEST + "training: {engine: abacus}\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "job.yaml: training.engine is 'abacus'; there is no engine 'abacus' on the class path;"
                + " there are [")
        .hasMessageContaining("dl4j");
  }

  @Test
  void aBufferHoldsAtLeastAMiniBatch() {
    assertRefused(
        SMALLEST + "training: {batch: {size: 600}}\n",
        "training.batch.maxBuffered is 512; it must be at least training.batch.size, 600");
  }

  @Test
  void aBackboneThatNormalisesOverTheMiniBatchNeedsImagesForIt() {
    String few = SMALLEST + "training: {batch: {size: 7}}\n";
    String resnet18 = few.replace("  name: fashion\n", "  name: fashion\n  backbone: resnet18\n");
    assertRefused(
        resnet18,
        "training.batch.size is 7; with the backbone resnet18, which normalises over the"
            + " mini-batch, it must be at least 8");
    assertThat(parse(resnet18.replace("size: 7", "size: 8")).training().batch().size())
        .isEqualTo(8);
    assertThat(parse(few).training().batch().size()).isEqualTo(7);
  }

  @Test
  void aBackboneThatIsNotThereIsRefusedWithThoseThatAre() {
    String all =
        Arrays.stream(Backbone.values()).map(Backbone::id).collect(Collectors.joining(", "));
    assertRefused(
        SMALLEST.replace("model:", "model:\n  backbone: lenett"),
        "model.backbone is 'lenett'; did you mean lenet? it must be one of " + all);
  }

  @Test
  void theInputMustBeLargeEnoughForTheBackbone() {
    assertRefused(
        SMALLEST.replace("height: 28", "height: 8"),
        "model.input is 1x8x28, which is too small: the backbone lenet takes 16x16 or more");
    assertRefused(
        SMALLEST.replace("model:", "model:\n  backbone: vgg11_bn"),
        "model.input is 1x28x28, which is too small: the backbone vgg11_bn takes 32x32 or more;"
            + " for 28 to 64 pixels there is vgg11_bn_small");
  }

  @Test
  void aMissingPropertiesFileIsNamed() {
    assertRefused(
        SMALLEST + "  propertiesFile: nowhere.properties\n",
        "kafka.propertiesFile is 'nowhere.properties'; there is no such file");
  }

  private static void assertRefused(String yaml, String problem) {
    ConfigException refusal = catchThrowableOfType(ConfigException.class, () -> parse(yaml));
    assertThat(refusal).as("refusal of %s", yaml).isNotNull();
    assertThat(refusal.problems()).isEqualTo(List.of(problem));
    assertThat(refusal).hasMessage("job.yaml: " + problem);
  }
}
