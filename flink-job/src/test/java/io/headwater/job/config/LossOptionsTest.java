package io.headwater.job.config;

import static io.headwater.job.config.Configurations.SMALLEST;
import static io.headwater.job.config.Configurations.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.learning.loss.ClassWeights;
import io.headwater.learning.loss.DiceLoss;
import io.headwater.learning.loss.EdgeCrossEntropy;
import io.headwater.learning.loss.EdgeFocalLoss;
import io.headwater.learning.loss.EffectiveNumber;
import io.headwater.learning.loss.EqualClasses;
import io.headwater.learning.loss.FocalLoss;
import io.headwater.learning.loss.GeneralisedIou;
import io.headwater.learning.loss.GivenClassWeights;
import io.headwater.learning.loss.Huber;
import io.headwater.learning.loss.LocationLoss;
import io.headwater.learning.loss.Loss;
import io.headwater.learning.loss.Losses;
import io.headwater.learning.loss.SmoothL1;
import io.headwater.learning.loss.TaskLoss;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LossOptionsTest {
  @ParameterizedTest
  @EnumSource
  void aTaskHasTheUsualLossOfItsKind(TaskKind kind) {
    String first = LossOptions.kinds(kind).variants().get(0).kind();
    assertThat(loss(kind, "")).isEqualTo(Losses.usual(kind));
    assertThat(loss(kind, "loss: {}")).isEqualTo(Losses.usual(kind));
    assertThat(loss(kind, "loss: {kind: " + first + "}")).isEqualTo(Losses.usual(kind));
  }

  @Test
  void eachLossHasItsDefaults() {
    assertThat(loss(TaskKind.CLASSIFICATION, "loss: {kind: focal}")).isEqualTo(new FocalLoss(2));
    assertThat(loss(TaskKind.EDGES, "loss: {kind: cross-entropy}"))
        .isEqualTo(new EdgeCrossEntropy());
    assertThat(loss(TaskKind.EDGES, "loss: {kind: focal}")).isEqualTo(new EdgeFocalLoss(2, 0.25));
    assertThat(loss(TaskKind.EDGES, "loss: {kind: dice}")).isEqualTo(new DiceLoss());
    assertThat(loss(TaskKind.LOCATION, "loss: {kind: giou}"))
        .isEqualTo(new LocationLoss(new GeneralisedIou(), 2));
  }

  @Test
  void eachLossReadsItsKeys() {
    assertThat(loss(TaskKind.CLASSIFICATION, "loss: {kind: focal, gamma: 0.5}"))
        .isEqualTo(new FocalLoss(0.5));
    assertThat(loss(TaskKind.EDGES, "loss: {kind: focal, gamma: 1, alpha: 0.75}"))
        .isEqualTo(new EdgeFocalLoss(1, 0.75));
    assertThat(loss(TaskKind.LOCATION, "loss: {beta: 0.2, boxWeight: 3}"))
        .isEqualTo(new LocationLoss(new SmoothL1(0.2), 3));
    assertThat(loss(TaskKind.LOCATION, "loss: {kind: giou, boxWeight: 3}"))
        .isEqualTo(new LocationLoss(new GeneralisedIou(), 3));
    assertThat(loss(TaskKind.REGRESSION, "loss: {delta: 0.1}")).isEqualTo(new Huber(0.1));
  }

  @Test
  void classesAreWeighedAsTheFileSays() {
    assertThat(classWeights("")).isEqualTo(new EqualClasses());
    assertThat(classWeights("classWeights: [2, 2]"))
        .isEqualTo(new GivenClassWeights(List.of(2.0, 2.0)));
    assertThat(classWeights("classWeights: effective-number"))
        .isEqualTo(new EffectiveNumber(0.999));
    assertThat(classWeights("classWeights: effective-number, classWeightsBeta: 0.9"))
        .isEqualTo(new EffectiveNumber(0.9));
  }

  @Test
  void theLearnerLearnsByThem() {
    assertThat(parse(file(TaskKind.REGRESSION, "loss: {delta: 3}")).learnerConfig().losses())
        .isEqualTo(Map.of("thing", new TaskLoss(new Huber(3))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          CLASSIFICATION | loss: {kind: giou}                     | .loss.kind is 'giou'; it must be one of cross-entropy, focal
          CLASSIFICATION | loss: focla                            | .loss.kind is 'focla'; did you mean focal? it must be one of cross-entropy, focal
          CLASSIFICATION | loss: {gamma: 2}                       | .loss.gamma is a key of the kind focal; this is of the kind cross-entropy, with the keys kind
          CLASSIFICATION | loss: {kind: focal, gamma: -1}         | .loss.gamma is -1; it must be a number from 0
          EDGES          | loss: {kind: huber}                    | .loss.kind is 'huber'; it must be one of class-balanced, cross-entropy, focal, dice
          EDGES          | loss: {kind: focal, alpha: 1}          | .loss.alpha is 1; it must be a number over 0 and under 1
          LOCATION       | loss: {kind: smooth-l2}                | .loss.kind is 'smooth-l2'; did you mean smooth-l1? it must be one of smooth-l1, giou
          LOCATION       | loss: {kind: giou, beta: 1}            | .loss.beta is a key of the kind smooth-l1; this is of the kind giou, with the keys kind, boxWeight
          SIMILARITY     | loss: {kind: focal}                    | .loss.kind is 'focal'; it must be one of cross-entropy
          REGRESSION     | loss: {kind: focal}                    | .loss.kind is 'focal'; it must be one of huber
          REGRESSION     | loss: {delta: 0}                       | .loss.delta is 0; it must be a number over 0
          CLASSIFICATION | classWeights: [1, 2, 3]                | .classWeights is [1.0, 2.0, 3.0]; it must have a number for each of the 2 classes
          CLASSIFICATION | classWeights: [1, -2]                  | .classWeights is [1,-2]; it must be effective-number, or a list of 2 or more, each a number over 0
          CLASSIFICATION | classWeights: equal                    | .classWeights is 'equal'; it must be effective-number, or a list of 2 or more, each a number over 0
          CLASSIFICATION | classWeightsBeta: 0.9                  | .classWeightsBeta is 0.9, which only classWeights: effective-number has
          CLASSIFICATION | classWeights: effective-number, classWeightsBeta: 1 | .classWeightsBeta is 1; it must be a number from 0 to under 1
          EDGES          | classWeights: effective-number         | .classWeights is a key of the kind classification; this is of the kind edges, with the keys kind, topics, topicPattern, lossWeight, classes, backbone, augment, head, loss
          """)
  void aMistakeIsRefusedWithItsPathAndWhatWouldBeRight(TaskKind kind, String keys, String problem) {
    ConfigException refusal =
        catchThrowableOfType(ConfigException.class, () -> parse(file(kind, keys)));
    assertThat(refusal.problems()).containsExactly("tasks.thing" + problem);
  }

  @Test
  void theUsualLossKeepsTheDigestAndAnyOtherChangesIt() {
    String digest = parse(SMALLEST).digest();
    assertThat(digest("loss: {}")).isEqualTo(digest);
    assertThat(digest("loss: {kind: cross-entropy}")).isEqualTo(digest);
    assertThat(digest("loss: {kind: focal}"))
        .isNotEqualTo(digest)
        .isNotEqualTo(digest("loss: {kind: focal, gamma: 1}"));
    assertThat(digest("classWeights: effective-number")).isNotEqualTo(digest);
    assertThat(digest("classWeights: [1, 2]"))
        .isNotEqualTo(digest)
        .isNotEqualTo(digest("classWeights: [2, 1]"));
    assertThat(parse(file(TaskKind.LOCATION, "loss: {beta: 0.1, boxWeight: 5}")).digest())
        .isEqualTo(parse(file(TaskKind.LOCATION, "")).digest());
  }

  private static String digest(String keys) {
    return parse(SMALLEST.replace("    topics:", "    " + keys + "\n    topics:")).digest();
  }

  private static Loss loss(TaskKind kind, String keys) {
    return parse(file(kind, keys)).tasks().get(0).loss().loss();
  }

  private static ClassWeights classWeights(String keys) {
    return parse(file(TaskKind.CLASSIFICATION, keys)).tasks().get(0).loss().classWeights();
  }

  private static String file(TaskKind kind, String keys) {
    String classes = kind == TaskKind.CLASSIFICATION ? "classes: [a, b], " : "";
    String task = "{kind: %s, topics: [t], %s%s}".formatted(kind.id(), classes, keys);
    return SMALLEST.replaceAll("(?s)  garment:.*kafka:", "  thing: " + task + "\nkafka:");
  }
}
