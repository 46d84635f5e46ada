package io.headwater.job.config;

import static io.headwater.job.config.Configurations.SMALLEST;
import static io.headwater.job.config.Configurations.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.optimise.GlobalNorm;
import io.headwater.learning.optimise.LayerNorm;
import io.headwater.learning.optimise.Penalty;
import io.headwater.learning.optimise.ValueLimit;
import io.headwater.learning.schedule.Constant;
import io.headwater.learning.schedule.Cosine;
import io.headwater.learning.schedule.Plateau;
import io.headwater.learning.schedule.Stairs;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What constrains a step and paces it: training.clip, training.penalty, training.schedule. */
class StepOptionsTest {
  @Test
  void clipNormIsTheGlobalNorm() {
    assertThat(training("{clipNorm: 3}").clipping()).isEqualTo(new GlobalNorm(3));
    assertThat(training("{clip: {kind: global-norm}, clipNorm: none}").clipping())
        .isEqualTo(new GlobalNorm(Double.POSITIVE_INFINITY));
    assertThat(training("{clip: {kind: layer-norm, norm: 2}}").clipping())
        .isEqualTo(new LayerNorm(2));
    assertThat(training("{clip: {kind: value}}").clipping()).isEqualTo(new ValueLimit(1));
  }

  @Test
  void penaltiesAreRead() {
    assertThat(training("{penalty: {l1: 0.1, l2: 0.2, maxNorm: 3}}").penalty())
        .isEqualTo(new Penalty(0.1, 0.2, 3));
  }

  @Test
  void schedulesAreRead() {
    assertThat(training("{schedule: {}}").schedule()).isEqualTo(new Constant());
    assertThat(training("{schedule: {kind: cosine, warmUp: 500, period: 20000}}").schedule())
        .isEqualTo(new Cosine(500, 20_000, 0, false));
    assertThat(
            training("{schedule: {kind: cosine, period: 9, floor: 0.1, restarts: true}}")
                .schedule())
        .isEqualTo(new Cosine(0, 9, 0.1, true));
    assertThat(training("{schedule: {kind: step, every: 100}}").schedule())
        .isEqualTo(new Stairs(100, 0.1, 0));
    assertThat(training("{schedule: {kind: plateau}}").schedule())
        .isEqualTo(new Plateau(0.1, 1000, 0.01, 0.001));
  }

  @Test
  void theLearnerGetsThemOnWhicheverMachineItRuns() throws Exception {
    LearnerConfig config =
        parse(
                SMALLEST
                    + "training: {clip: {kind: value}, penalty: {l1: 1}, schedule: {kind: step,"
                    + " every: 7}}\n")
            .learnerConfig();
    assertThat(InstantiationUtil.clone(config)).isEqualTo(config);
    assertThat(config.clipping()).isEqualTo(new ValueLimit(1));
    assertThat(config.penalty()).isEqualTo(new Penalty(1, 0, Double.POSITIVE_INFINITY));
    assertThat(config.schedule()).isEqualTo(new Stairs(7, 0.1, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {clip: {kind: norm}}                          | clip.kind is 'norm'; it must be one of global-norm, layer-norm, value
          {clip: {norm: 5}}                             | clip.norm is a key of the kind layer-norm; this is of the kind global-norm, with the keys kind
          {clip: {kind: value, limit: 0}}               | clip.limit is 0; it must be a number over 0
          {clip: {kind: layer-norm}, clipNorm: 3}       | clip: training.clipNorm is 3.0, which is of the kind global-norm; leave it out, or this
          {clip: {kind: value}, clipNorm: none}         | clip: training.clipNorm is none, which is of the kind global-norm; leave it out, or this
          {penalty: {l1: -1}}                           | penalty.l1 is -1; it must be a number from 0
          {penalty: {maxNorm: 0}}                       | penalty.maxNorm is 0; it must be a number over 0, or none
          {schedule: {kind: cosin, period: 3}}          | schedule.kind is 'cosin'; did you mean cosine? it must be one of constant, cosine, step, plateau
          {schedule: {kind: cosine}}                    | schedule.period is missing; it must be a whole number from 1 to 1000000000
          {schedule: {kind: step, every: 5, factor: 1}} | schedule.factor is 1; it must be a number over 0 and under 1
          {schedule: {patience: 5}}                     | schedule.patience is a key of the kind plateau; this is of the kind constant, with the keys kind
          """)
  void aMistakeIsRefused(String training, String problem) {
    ConfigException refusal = catchThrowableOfType(ConfigException.class, () -> training(training));
    assertThat(refusal.problems()).containsExactly("training." + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{clip: {kind: global-norm}}",
        "{penalty: {l1: 0, l2: 0.0, maxNorm: none}}",
        "{schedule: {kind: constant}}"
      })
  void whatAlwaysWasKeepsTheDigest(String training) {
    assertThat(parse(SMALLEST + "training: " + training + "\n").digest())
        .isEqualTo(parse(SMALLEST).digest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{clip: {kind: layer-norm}}",
        "{penalty: {l1: 0.1}}",
        "{penalty: {maxNorm: 3}}",
        "{schedule: {kind: cosine, period: 5}}"
      })
  void whatIsOtherHasAnotherDigest(String training) {
    assertThat(parse(SMALLEST + "training: " + training + "\n").digest())
        .isNotEqualTo(parse(SMALLEST).digest());
  }

  private static TrainingConfig training(String yaml) {
    return parse(SMALLEST + "training: " + yaml + "\n").training();
  }
}
