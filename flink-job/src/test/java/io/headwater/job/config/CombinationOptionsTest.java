package io.headwater.job.config;

import static io.headwater.job.config.Configurations.SMALLEST;
import static io.headwater.job.config.Configurations.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.learning.combine.CaGrad;
import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.Combinations;
import io.headwater.learning.combine.FairGrad;
import io.headwater.learning.combine.GradDrop;
import io.headwater.learning.combine.GradVac;
import io.headwater.learning.combine.Gradients;
import io.headwater.learning.combine.Sum;
import io.headwater.learning.combine.UpGrad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombinationOptionsTest {
  @Test
  void eachMethodHasAKindOfItsNameWithItsUsualSettings() {
    assertThat(parse(SMALLEST).training().combination()).isEqualTo(new Sum());
    assertThat(
            CombinationOptions.KINDS.variants().stream()
                .map(variant -> combination("{kind: " + variant.kind() + "}")))
        .isEqualTo(Combinations.usual());
    for (OptionVariant<Combination> variant : CombinationOptions.KINDS.variants()) {
      assertThat(combination("{kind: " + variant.kind() + "}").kind()).isEqualTo(variant.kind());
    }
  }

  @Test
  void eachKindReadsItsKeys() {
    assertThat(combination("{kind: cagrad, c: 0, gradients: features}"))
        .isEqualTo(new CaGrad(0, Gradients.FEATURES));
    assertThat(combination("{kind: gradvac, beta: 1}"))
        .isEqualTo(new GradVac(1, Gradients.PARAMETERS));
    assertThat(combination("{kind: fairgrad, alpha: 0.5}"))
        .isEqualTo(new FairGrad(0.5, Gradients.PARAMETERS));
    assertThat(combination("{kind: graddrop, leak: 0.25}")).isEqualTo(new GradDrop(0.25));
    assertThat(combination("{kind: upgrad, gradients: features}"))
        .isEqualTo(new UpGrad(Gradients.FEATURES));
  }

  @Test
  void theLearnerHasIt() {
    String yaml = SMALLEST + "training: {combination: {kind: upgrad}}\n";
    assertThat(parse(yaml).learnerConfig().combination())
        .isEqualTo(new UpGrad(Gradients.PARAMETERS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {kind: mgda-up}                    | .kind is 'mgda-up'; did you mean mgda-ub? it must be one of sum, pcgrad, gradvac, mgda, mgda-ub, cagrad, imtl-g, nash-mtl, aligned-mtl, fairgrad, upgrad, graddrop
          {c: 0.4}                           | .c is a key of the kind cagrad; this is of the kind sum, with the keys kind
          {kind: cagrad, c: 1}               | .c is 1; it must be a number from 0 to under 1
          {kind: fairgrad, alpha: 1000}      | : alpha is 1000.0; it must be from 0.1 to 100
          {kind: gradvac, beta: 2}           | : beta is 2.0; it must be over 0 and at most 1
          {kind: imtl-g, gradients: rows}    | .gradients is 'rows'; it must be one of parameters, features
          {kind: graddrop, gradients: features} | .gradients is a key of the kind pcgrad or gradvac or cagrad or imtl-g or nash-mtl or aligned-mtl or fairgrad or upgrad; this is of the kind graddrop, with the keys kind, leak
          """)
  void aMistakeIsRefused(String combination, String problem) {
    ConfigException refusal =
        catchThrowableOfType(ConfigException.class, () -> combination(combination));
    assertThat(refusal.problems()).containsExactly("training.combination" + problem);
  }

  @Test
  void theSumKeepsTheDigest() {
    String digest = parse(SMALLEST).digest();
    assertThat(digestOf("{}")).isEqualTo(digest);
    assertThat(digestOf("{kind: sum}")).isEqualTo(digest);
    assertThat(digestOf("{kind: mgda}"))
        .isNotEqualTo(digest)
        .isNotEqualTo(digestOf("{kind: pcgrad}"));
  }

  private static Combination combination(String yaml) {
    return parse(SMALLEST + "training: {combination: " + yaml + "}\n").training().combination();
  }

  private static String digestOf(String yaml) {
    return parse(SMALLEST + "training: {combination: " + yaml + "}\n").digest();
  }
}
