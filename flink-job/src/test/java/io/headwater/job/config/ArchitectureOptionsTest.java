package io.headwater.job.config;

import static io.headwater.job.config.Configurations.SMALLEST;
import static io.headwater.job.config.Configurations.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.learning.model.Ensemble.Fusion;
import io.headwater.learning.model.Ensemble.Training;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.sharing.Backbones;
import io.headwater.learning.model.sharing.CrossStitch;
import io.headwater.learning.model.sharing.EnsembleOfBackbones;
import io.headwater.learning.model.sharing.HardSharing;
import io.headwater.learning.model.sharing.MixtureOfExperts;
import io.headwater.learning.model.sharing.PerTask;
import io.headwater.learning.model.sharing.Sharing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureOptionsTest {
  private static final String TWO_TASKS =
      SMALLEST.replace("kafka:", "  outline: {kind: edges, topics: [outlines]}\nkafka:");

  @Test
  void eachKindReadsItsKeys() {
    assertThat(parse(SMALLEST).model().sharing()).isEqualTo(new HardSharing());
    assertThat(sharing("{kind: shared}")).isEqualTo(new HardSharing());
    assertThat(sharing("{kind: per-task}")).isEqualTo(new PerTask());
    assertThat(sharing("{kind: cross-stitch}")).isEqualTo(new CrossStitch());
    assertThat(sharing("{kind: mmoe}")).isEqualTo(new MixtureOfExperts(3));
    assertThat(sharing("{kind: ensemble, members: [lenet, resnet18]}"))
        .isEqualTo(
            new EnsembleOfBackbones(
                List.of(Backbone.LENET, Backbone.RESNET18), Fusion.MEAN, Training.ALL));
    assertThat(
            sharing(
                "{kind: ensemble, members: [lenet, lenet], fuse: weighted-mean, train: bagging}"))
        .isEqualTo(
            new EnsembleOfBackbones(
                List.of(Backbone.LENET, Backbone.LENET), Fusion.WEIGHTED_MEAN, Training.BAGGING));
    assertThat(sharing("{kind: mmoe, experts: 5}")).isEqualTo(new MixtureOfExperts(5));
  }

  @Test
  void onlyRightAndWrongAnswersAreBoosted() {
    String boosting = "{kind: ensemble, members: [lenet, lenet], train: boosting}";
    assertThat(parse(with(SMALLEST, boosting)).model().sharing())
        .isEqualTo(
            new EnsembleOfBackbones(
                List.of(Backbone.LENET, Backbone.LENET), Fusion.MEAN, Training.BOOSTING));
    assertRefused(
        with(boosting),
        "model.architecture.kind is ensemble; boosting needs answers that are right or wrong, and"
            + " task 'outline' of kind edges has none: train it by bagging or all");
  }

  @Test
  void aKindHasTheNameThatItsSharingGoesBy() {
    for (OptionVariant<Sharing> variant : ArchitectureOptions.KINDS.variants()) {
      String members = variant.has("members") ? ", members: [lenet, lenet]" : "";
      assertThat(sharing("{kind: " + variant.kind() + members + "}").kind())
          .isEqualTo(variant.kind());
    }
  }

  @Test
  void aTaskMayNameTheBackboneOfItsNetwork() {
    String yaml = with("{kind: per-task}").replace("[outlines]", "[outlines], backbone: resnet18");
    JobConfig config = parse(yaml);
    assertThat(config.model().backbones())
        .isEqualTo(new Backbones(Backbone.LENET, Map.of("outline", Backbone.RESNET18)));
    assertThat(config.architecture().network("outline.trunk").statisticsCount()).isPositive();
    assertThat(config.architecture().network("garment.trunk").statisticsCount()).isZero();
    assertThat(parse(with("{kind: per-task}")).digest()).isNotEqualTo(config.digest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {kind: per-tsak} | model.architecture.kind is 'per-tsak'; did you mean per-task? it must be one of shared, per-task, cross-stitch, mmoe, ensemble
          {kind: ensemble} | model.architecture.members is missing; it must be a list of 2 or more, each one of lenet, alexnet, alexnet_small, vgg11, vgg11_bn, vgg11_small, vgg11_bn_small, vgg16, vgg16_bn, vgg16_small, vgg16_bn_small, googlenet, googlenet_small, inception_v3, inception_v3_small, resnet18, resnet18_small, resnet50, resnet50_small, resnet152, resnet152_small, regnetx_400mf, regnetx_400mf_small
          {kind: ensemble, members: [lenet]} | model.architecture.members is ["lenet"]; it must be a list of 2 or more, each one of lenet, alexnet, alexnet_small, vgg11, vgg11_bn, vgg11_small, vgg11_bn_small, vgg16, vgg16_bn, vgg16_small, vgg16_bn_small, googlenet, googlenet_small, inception_v3, inception_v3_small, resnet18, resnet18_small, resnet50, resnet50_small, resnet152, resnet152_small, regnetx_400mf, regnetx_400mf_small
          {kind: ensemble, members: [lenet, lenet], fuse: maen} | model.architecture.fuse is 'maen'; did you mean mean? it must be one of mean, weighted-mean, soft-voting
          {kind: ensemble, members: [lenet, lenet], train: none} | model.architecture.train is 'none'; it must be one of all, bagging, boosting
          {kind: mmoe, experts: 1} | model.architecture.experts is 1; it must be a whole number from 2 to 64
          {experts: 3} | model.architecture.experts is a key of the kind mmoe; this is of the kind shared, with the keys kind
          """)
  void aMistakeIsRefused(String architecture, String problem) {
    assertRefused(with(architecture), problem);
  }

  @Test
  void onlyATaskWithANetworkOfItsOwnNamesItsBackbone() {
    assertRefused(
        TWO_TASKS.replace("[outlines]", "[outlines], backbone: alexnet"),
        "tasks.outline.backbone is alexnet; a task has a network of its own where"
            + " model.architecture.kind is per-task, and it is shared");
  }

  @Test
  void thereMustBeTasksToMix() {
    assertRefused(
        SMALLEST.replace("tasks:", "  architecture: {kind: cross-stitch}\ntasks:"),
        "model.architecture.kind is cross-stitch; it mixes the networks of two or more tasks, and"
            + " there is one task");
  }

  @Test
  void everyNetworkMustHaveRoomForTheImage() {
    assertRefused(
        with("{kind: per-task}").replace("[outlines]", "[outlines], backbone: alexnet"),
        "model.input is 1x28x28, which is too small: the backbone alexnet takes 63x63 or more; for 28"
            + " to 64 pixels there is alexnet_small");
  }

  @Test
  void aMiniBatchHasWhatEachOfTheBackbonesNeeds() {
    assertRefused(
        with("{kind: per-task}").replace("[outlines]", "[outlines], backbone: resnet18")
            + "training: {batch: {size: 4}}\n",
        "training.batch.size is 4; with the backbone resnet18, which normalises over the mini-batch,"
            + " it must be at least 8");
  }

  @Test
  void oneTrunkForAllKeepsTheDigest() {
    assertThat(parse(with("{kind: shared}")).digest()).isEqualTo(parse(TWO_TASKS).digest());
    assertThat(parse(with("{kind: per-task}")).digest()).isNotEqualTo(parse(TWO_TASKS).digest());
  }

  private static void assertRefused(String yaml, String problem) {
    ConfigException refusal = catchThrowableOfType(ConfigException.class, () -> parse(yaml));
    assertThat(refusal.problems()).containsExactly(problem);
  }

  private static Sharing sharing(String architecture) {
    return parse(with(architecture)).model().sharing();
  }

  private static String with(String architecture) {
    return with(TWO_TASKS, architecture);
  }

  private static String with(String yaml, String architecture) {
    return yaml.replace("tasks:", "  architecture: " + architecture + "\ntasks:");
  }
}
