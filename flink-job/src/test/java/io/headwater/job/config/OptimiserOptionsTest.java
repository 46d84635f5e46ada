package io.headwater.job.config;

import static io.headwater.job.config.Configurations.SMALLEST;
import static io.headwater.job.config.Configurations.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.AdamW;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.RmsProp;
import io.headwater.learning.optimise.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimiserOptionsTest {
  @Test
  void eachKindHasItsDefaults() {
    Optimiser adam = new Adam(0.001, 0.9, 0.999, 1e-8, 0);
    assertThat(parse(SMALLEST).training().optimiser()).isEqualTo(adam);
    assertThat(optimiser("{kind: adam}")).isEqualTo(adam);
    assertThat(optimiser("{kind: adamw}")).isEqualTo(new AdamW(0.001, 0.9, 0.999, 1e-8, 0.01));
    assertThat(optimiser("{kind: sgd}")).isEqualTo(new Sgd(0.01, 0.9, false, 0));
    assertThat(optimiser("{kind: rmsprop}")).isEqualTo(new RmsProp(0.01, 0.99, 1e-8, 0, 0));
  }

  @Test
  void eachKindReadsItsKeys() {
    assertThat(optimiser("{learningRate: 1, beta1: 0, beta2: 0.1, epsilon: 2, weightDecay: 3}"))
        .isEqualTo(new Adam(1, 0, 0.1, 2, 3));
    assertThat(
            optimiser(
                "{kind: adamw, learningRate: 1, beta1: 0, beta2: 0.1, epsilon: 2, weightDecay: 3}"))
        .isEqualTo(new AdamW(1, 0, 0.1, 2, 3));
    assertThat(
            optimiser(
                "{kind: sgd, learningRate: 1, momentum: 0.5, nesterov: true, weightDecay: 3}"))
        .isEqualTo(new Sgd(1, 0.5, true, 3));
    assertThat(
            optimiser(
                "{kind: rmsprop, learningRate: 1, alpha: 0, epsilon: 2, momentum: 0.5,"
                    + " weightDecay: 3}"))
        .isEqualTo(new RmsProp(1, 0, 2, 0.5, 3));
  }

  @Test
  void aKindHasTheNameThatItsOptimiserGoesBy() {
    for (OptionVariant<Optimiser> variant : OptimiserOptions.KINDS.variants()) {
      assertThat(optimiser("{kind: " + variant.kind() + "}").kind()).isEqualTo(variant.kind());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {kind: adan}                             | .kind is 'adan'; did you mean adam? it must be one of adam, adamw, sgd, rmsprop
          {kind: sgd, beta1: 0.9}                  | .beta1 is a key of the kind adam or adamw; this is of the kind sgd, with the keys kind, learningRate, momentum, nesterov, weightDecay
          {momentum: 0.9}                          | .momentum is a key of the kind sgd or rmsprop; this is of the kind adam, with the keys kind, learningRate, beta1, beta2, epsilon, weightDecay
          {kind: sgd, nesterov: maybe}             | .nesterov is 'maybe'; it must be true or false
          {kind: sgd, weightDecay: -1}             | .weightDecay is -1; it must be a number from 0
          {kind: sgd, momentum: 0, nesterov: true} | : momentum is 0.0; it must be over 0 to be Nesterov's
          """)
  void aMistakeIsRefused(String optimiser, String problem) {
    ConfigException refusal =
        catchThrowableOfType(ConfigException.class, () -> optimiser(optimiser));
    assertThat(refusal.problems()).containsExactly("training.optimiser" + problem);
  }

  @Test
  void adamAsItAlwaysWasKeepsTheDigest() {
    String digest = parse(SMALLEST).digest();
    assertThat(digestOf("{}")).isEqualTo(digest);
    assertThat(digestOf("{kind: adam}")).isEqualTo(digest);
    assertThat(digestOf("{kind: adam, weightDecay: 0}")).isEqualTo(digest);
    assertThat(digestOf("{kind: adam, weightDecay: 0.1}")).isNotEqualTo(digest);
    assertThat(digestOf("{kind: adamw, weightDecay: 0}"))
        .isNotEqualTo(digest)
        .isNotEqualTo(digestOf("{kind: adamw}"));
  }

  private static Optimiser optimiser(String yaml) {
    return parse(SMALLEST + "training: {optimiser: " + yaml + "}\n").training().optimiser();
  }

  private static String digestOf(String yaml) {
    return parse(SMALLEST + "training: {optimiser: " + yaml + "}\n").digest();
  }
}
