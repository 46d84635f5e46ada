package io.headwater.job.config;

import static io.headwater.job.config.Configurations.SMALLEST;
import static io.headwater.job.config.Configurations.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.learning.weighting.AllWeightings;
import io.headwater.learning.weighting.DualBalancing;
import io.headwater.learning.weighting.DynamicWeightAverage;
import io.headwater.learning.weighting.Famo;
import io.headwater.learning.weighting.FixedWeights;
import io.headwater.learning.weighting.GeometricMean;
import io.headwater.learning.weighting.GradNorm;
import io.headwater.learning.weighting.ImtlL;
import io.headwater.learning.weighting.RandomWeights;
import io.headwater.learning.weighting.SmoothTchebycheff;
import io.headwater.learning.weighting.Uncertainty;
import io.headwater.learning.weighting.Weighting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightingOptionsTest {
  @Test
  void eachKindHasItsDefaults() {
    assertThat(parse(SMALLEST).training().weighting()).isEqualTo(new FixedWeights());
    assertThat(weighting("{kind: fixed}")).isEqualTo(new FixedWeights());
    assertThat(weighting("{kind: uncertainty}")).isEqualTo(new Uncertainty(0.01));
    assertThat(weighting("{kind: gradnorm}")).isEqualTo(new GradNorm(1.5, 0.025));
    assertThat(weighting("{kind: dwa}")).isEqualTo(new DynamicWeightAverage(2, 100));
    assertThat(weighting("{kind: rlw}")).isEqualTo(new RandomWeights(1));
    assertThat(weighting("{kind: gls}")).isEqualTo(new GeometricMean());
    assertThat(weighting("{kind: imtl-l}")).isEqualTo(new ImtlL(0.01));
    assertThat(weighting("{kind: famo}")).isEqualTo(new Famo(0.025, 0.001));
    assertThat(weighting("{kind: stch}")).isEqualTo(new SmoothTchebycheff(1, 100));
    assertThat(weighting("{kind: db-mtl}")).isEqualTo(new DualBalancing());
  }

  @Test
  void eachKindReadsItsKeys() {
    assertThat(weighting("{kind: uncertainty, learningRate: 1}")).isEqualTo(new Uncertainty(1));
    assertThat(weighting("{kind: gradnorm, alpha: 0, learningRate: 1}"))
        .isEqualTo(new GradNorm(0, 1));
    assertThat(weighting("{kind: dwa, temperature: 3, interval: 7}"))
        .isEqualTo(new DynamicWeightAverage(3, 7));
    assertThat(weighting("{kind: rlw, seed: -4}")).isEqualTo(new RandomWeights(-4));
    assertThat(weighting("{kind: imtl-l, learningRate: 1}")).isEqualTo(new ImtlL(1));
    assertThat(weighting("{kind: famo, learningRate: 1, decay: 0}")).isEqualTo(new Famo(1, 0));
    assertThat(weighting("{kind: stch, mu: 0.5, warmUp: 7}"))
        .isEqualTo(new SmoothTchebycheff(0.5, 7));
  }

  @Test
  void aKindHasTheNameThatItsMethodGoesByAndEachMethodIsAKind() {
    assertThat(WeightingOptions.KINDS.variants())
        .extracting(OptionVariant::kind)
        .containsExactlyElementsOf(AllWeightings.list().stream().map(Weighting::kind).toList());
    for (OptionVariant<Weighting> variant : WeightingOptions.KINDS.variants()) {
      assertThat(weighting("{kind: " + variant.kind() + "}").kind()).isEqualTo(variant.kind());
    }
  }

  @Test
  void theLearnerIsGivenIt() {
    assertThat(parse(SMALLEST + "training: {weighting: {kind: gls}}\n").learnerConfig().weighting())
        .isEqualTo(new GeometricMean());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {kind: dwb}                      | .kind is 'dwb'; did you mean dwa? it must be one of fixed, uncertainty, gradnorm, dwa, rlw, gls, imtl-l, famo, stch, db-mtl
          {kind: gls, temperature: 2}      | .temperature is a key of the kind dwa; this is of the kind gls, with the keys kind
          {temperature: 2}                 | .temperature is a key of the kind dwa; this is of the kind fixed, with the keys kind
          {kind: dwa, temperature: 0}      | .temperature is 0; it must be a number over 0
          {kind: dwa, interval: 0}         | .interval is 0; it must be a whole number from 1 to 1000000
          {kind: gradnorm, alpha: -1}      | .alpha is -1; it must be a number from 0
          dwb                              | .kind is 'dwb'; did you mean dwa? it must be one of fixed, uncertainty, gradnorm, dwa, rlw, gls, imtl-l, famo, stch, db-mtl
          [dwa]                            | ~ is ["dwa"]; it must be one of fixed, uncertainty, gradnorm, dwa, rlw, gls, imtl-l, famo, stch, db-mtl, or a mapping with the keys kind, learningRate, alpha, temperature, interval, seed, decay, mu, warmUp~
          """)
  void aMistakeIsRefused(String weighting, String problem) {
    ConfigException refusal =
        catchThrowableOfType(ConfigException.class, () -> weighting(weighting));
    assertThat(refusal.problems()).containsExactly("training.weighting" + problem);
  }

  @Test
  void fixedWeightsAsTheyAlwaysWereKeepTheDigest() {
    String digest = parse(SMALLEST).digest();
    assertThat(digestOf("{}")).isEqualTo(digest);
    assertThat(digestOf("{kind: fixed}")).isEqualTo(digest);
    assertThat(digestOf("fixed")).isEqualTo(digest);
    assertThat(digestOf("{kind: dwa}")).isNotEqualTo(digest);
    assertThat(digestOf("{kind: dwa, temperature: 2}")).isEqualTo(digestOf("{kind: dwa}"));
    assertThat(digestOf("{kind: dwa, temperature: 3}")).isNotEqualTo(digestOf("{kind: dwa}"));
  }

  private static Weighting weighting(String yaml) {
    return parse(SMALLEST + "training: {weighting: " + yaml + "}\n").training().weighting();
  }

  private static String digestOf(String yaml) {
    return parse(SMALLEST + "training: {weighting: " + yaml + "}\n").digest();
  }
}
