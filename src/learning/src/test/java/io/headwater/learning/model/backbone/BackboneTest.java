package io.headwater.learning.model.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Auxiliary;
import io.headwater.learning.model.Network;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class BackboneTest {
  private static final Task OBJECT =
      new Task(
          "object",
          TaskKind.CLASSIFICATION,
          1,
          IntStream.range(0, 1000).mapToObj(Integer::toString).toList());
  private static final Task PLACE = new Task("place", TaskKind.LOCATION, 1, List.of());

  /** As torchvision counts them: 13,004,888 and 27,161,264 are with the auxiliary classifiers. */
  @ParameterizedTest
  @CsvSource({
    "ALEXNET,       224, 61_100_840,  61_100_840",
    "VGG11,         224, 132_863_336, 132_863_336",
    "VGG11_BN,      224, 132_868_840, 132_868_840",
    "VGG16,         224, 138_357_544, 138_357_544",
    "VGG16_BN,      224, 138_365_992, 138_365_992",
    "GOOGLENET,     224, 6_624_904,   13_004_888",
    "INCEPTION_V3,  299, 23_834_568,  27_161_264",
    "RESNET18,      224, 11_689_512,  11_689_512",
    "RESNET50,      224, 25_557_032,  25_557_032",
    "RESNET152,     224, 60_192_808,  60_192_808",
    "REGNETX_400MF, 224, 5_495_976,   5_495_976"
  })
  void parametersAreAsManyAsPublished(Backbone backbone, int side, String own, String all) {
    Architecture model = backbone.architecture(square(side), List.of(OBJECT));
    assertThat(parameters(model.networks())).isEqualTo(number(all));
    List<Network> ofSnapshots =
        model.networks().subList(0, model.networks().size() - model.auxiliaries().size());
    assertThat(parameters(ofSnapshots)).isEqualTo(number(own));
  }

  @Test
  void theTableAboveHasAllThatArePublishedForAThousandClasses() throws NoSuchMethodException {
    CsvSource table =
        BackboneTest.class
            .getDeclaredMethod(
                "parametersAreAsManyAsPublished",
                Backbone.class,
                int.class,
                String.class,
                String.class)
            .getAnnotation(CsvSource.class);
    assertThat(List.of(table.value()).stream().map(line -> line.split(",")[0]))
        .containsExactlyElementsOf(
            List.of(Backbone.values()).stream()
                .filter(each -> each.small().isPresent())
                .map(Backbone::name)
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "ALEXNET,       224, conv1,               64x55x55",
    "ALEXNET,       224, relu5,               256x6x6",
    "VGG11,         224, stage1/pool,         64x112x112",
    "VGG16,         224, stage5/pool,         512x7x7",
    "GOOGLENET,     224, 1/conv,              64x112x112",
    "GOOGLENET,     224, 2/pool,              192x28x28",
    "GOOGLENET,     224, 3b/join,             480x28x28",
    "GOOGLENET,     224, 4e/join,             832x14x14",
    "GOOGLENET,     224, 5b/join,             1024x7x7",
    "INCEPTION_V3,  299, 2/pool,              64x73x73",
    "INCEPTION_V3,  299, 3/pool,              192x35x35",
    "INCEPTION_V3,  299, 5d/join,             288x35x35",
    "INCEPTION_V3,  299, 6e/join,             768x17x17",
    "INCEPTION_V3,  299, 7c/join,             2048x8x8",
    "RESNET18,      224, stem/norm,           64x112x112",
    "RESNET18,      224, stage1/block2/relu2, 64x56x56",
    "RESNET18,      224, stage4/block2/relu2, 512x7x7",
    "RESNET50,      224, stage1/block1/add,   256x56x56",
    "RESNET152,     224, stage3/block36/add,  1024x14x14",
    "REGNETX_400MF, 224, stage4/block12/add,  400x7x7"
  })
  void mapsAreOfThePublishedShapes(Backbone backbone, int side, String node, String shape) {
    Network trunk = backbone.trunk(square(side)).network();
    assertThat(trunk.shape(node))
        .isEqualTo(List.of(shape.split("x")).stream().map(Integer::valueOf).toList());
  }

  @Test
  void resNet18KeepsAMeanAndAVarianceOfEveryNormalisedChannel() {
    Map<String, List<Integer>> statistics =
        Backbone.RESNET18.trunk(square(224)).network().statisticsShapes();
    assertThat(statistics)
        .hasSize(2 * 20)
        .containsEntry("stage2/block1/shortcut/norm.mean", List.of(128))
        .containsEntry("stage2/block1/shortcut/norm.variance", List.of(128));
    assertThat(statistics.values().stream().mapToInt(shape -> shape.get(0)).sum())
        .isEqualTo(2 * 4800);
  }

  @ParameterizedTest
  @ValueSource(ints = {28, 32, 48, 64})
  void smallImagesAreTakenByTheFormsForThem(int side) {
    for (Backbone backbone : Backbone.values()) {
      backbone
          .small()
          .ifPresent(
              small ->
                  assertThat(small.trunk(square(side)).network().outputShape())
                      .as("%s", small)
                      .hasSize(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesImagesDownToItsSmallest(Backbone backbone) {
    int side = 1;
    while (backbone.objection(square(side)).isPresent()) {
      side++;
    }
    backbone.architecture(square(side), List.of(OBJECT, PLACE));
    ImageShape smaller = new ImageShape(3, side, Math.max(1, side - 1));
    if (side > 1) {
      assertThatThrownBy(() -> backbone.form.trunk(smaller))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not fit into");
    }
  }

  @Test
  void anImageThatIsTooSmallIsRefusedWithWhatTakesIt() {
    assertThatThrownBy(() -> Backbone.VGG11.trunk(new ImageShape(3, 40, 28)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an image of 3x40x28 is too small: the backbone vgg11 takes 32x32 or more; for 28 to 64"
                + " pixels there is vgg11_small");
    assertThatThrownBy(() -> Backbone.LENET.trunk(new ImageShape(1, 12, 28)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an image of 1x12x28 is too small: the backbone lenet takes 16x16 or more");
  }

  @Test
  void whatNormalisesOverTheMiniBatchNeedsMoreThanOneImage() {
    for (Backbone backbone : Backbone.values()) {
      boolean plain = backbone.id().matches("lenet|alexnet.*|vgg[0-9]+(_small)?");
      assertThat(backbone.leastImages()).as("%s", backbone).isEqualTo(plain ? 1 : 8);
    }
  }

  @Test
  void eachClassificationHasAuxiliariesOfItsOwn() {
    Task other = new Task("other", TaskKind.CLASSIFICATION, 1, List.of("a", "b"));
    Architecture model =
        Backbone.GOOGLENET.architecture(square(224), List.of(OBJECT, PLACE, other));
    assertThat(model.auxiliaries())
        .extracting(each -> each.member().name())
        .containsExactly(
            "object/auxiliary1", "other/auxiliary1", "object/auxiliary2", "other/auxiliary2");
    assertThat(model.auxiliaries()).extracting(Auxiliary::weight).containsOnly(0.3);
    assertThat(model.auxiliaries("other")).hasSize(2);
    assertThat(model.trunk().outputs()).contains("4a/join", "4d/join");
    assertThat(Backbone.INCEPTION_V3.architecture(square(299), List.of(OBJECT)).auxiliaries())
        .extracting(Auxiliary::weight)
        .containsExactly(0.4);
  }

  private static ImageShape square(int side) {
    return new ImageShape(3, side, side);
  }

  private static long number(String text) {
    return Long.parseLong(text.replace("_", ""));
  }

  private static long parameters(List<Network> networks) {
    return networks.stream().mapToLong(Network::parameterCount).sum();
  }
}
