package io.headwater.learning.model.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Port;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class SharingTest {
  private static final ImageShape INPUT = new ImageShape(3, 64, 64);
  private static final Task DIGIT =
      new Task("digit", TaskKind.CLASSIFICATION, 1, List.of("zero", "one"));
  private static final Task OUTLINE = new Task("outline", TaskKind.EDGES, 1, List.of());
  private static final Task TWINS = new Task("twins", TaskKind.SIMILARITY, 1, List.of());
  private static final List<Task> TASKS = List.of(DIGIT, OUTLINE, TWINS);
  private static final Backbones LENETS = new Backbones(Backbone.LENET, Map.of());

  private static Architecture of(Sharing sharing, Backbones backbones) {
    return sharing.architecture(INPUT, TASKS, Map.of("outline", HeadKind.DENSE), backbones);
  }

  @Test
  void hardSharingIsOneTrunkWithAHeadForEachTask() {
    assertThat(of(new HardSharing(), LENETS))
        .isEqualTo(Backbone.LENET.architecture(INPUT, TASKS, Map.of("outline", HeadKind.DENSE)));
    assertThat(of(new HardSharing(), LENETS).shared()).containsExactly("trunk");
  }

  @Test
  void eachTaskHasANetworkOfItsBackbone() {
    Backbones backbones =
        new Backbones(
            Backbone.LENET, Map.of("outline", Backbone.ALEXNET, "digit", Backbone.RESNET18));
    Architecture model = of(new PerTask(), backbones);
    assertThat(model.networks())
        .extracting(Network::name)
        .containsExactly(
            "digit.trunk", "outline.trunk", "twins.trunk", "digit", "outline", "twins");
    assertThat(model.network("digit.trunk").parameterShapes())
        .isEqualTo(Backbone.RESNET18.trunk(INPUT).network().parameterShapes());
    assertThat(model.network("outline.trunk").outputShape()).containsExactly(4096);
    assertThat(model.network("twins.trunk").outputShape()).containsExactly(500);
    for (Task task : TASKS) {
      Member head = model.heads().get(task.name());
      assertThat(head.reads().values())
          .extracting(Port::network)
          .containsOnly(task.name() + ".trunk");
    }
    assertThat(model.shared()).isEmpty();
    assertThat(model.features()).containsExactly(Port.of("twins.trunk", "relu3"));
    assertThat(model.leastImages()).isEqualTo(8);
    assertThat(new PerTask().used(List.of("digit", "outline", "twins"), backbones))
        .containsExactlyInAnyOrder(Backbone.LENET, Backbone.ALEXNET, Backbone.RESNET18);
  }

  @Test
  void aTaskMoreLeavesTheNetworksOfTheOthersAsTheyAre() {
    Map<String, String> two =
        new PerTask().architecture(INPUT, List.of(DIGIT, TWINS), Map.of(), LENETS).fingerprints();
    assertThat(of(new PerTask(), LENETS).fingerprints()).containsAllEntriesOf(two);
  }

  @Test
  void towersAreMixedWhereTheBackboneHasMaps() {
    Architecture model = of(new CrossStitch(), LENETS);
    assertThat(model.towers())
        .extracting(Member::name)
        .containsExactly(
            "digit.stage1",
            "outline.stage1",
            "twins.stage1",
            "digit.stage2",
            "outline.stage2",
            "twins.stage2",
            "digit.stage3",
            "outline.stage3",
            "twins.stage3");
    Member second = model.towers().get(4);
    assertThat(second.reads())
        .containsExactly(
            Map.entry("digit", Port.of("digit.stage1", "conv1")),
            Map.entry("outline", Port.of("outline.stage1", "conv1")),
            Map.entry("twins", Port.of("twins.stage1", "conv1")));
    assertThat(second.network().nodes().get(0).layer())
        .isEqualTo(new Layer.WeightedSum(List.of(0.050000012f, 0.9f, 0.050000012f)));
    assertThat(model.heads().get("twins").reads().values())
        .containsExactly(
            Port.of("twins.stage3", "relu3"), Port.of("twins.stage3", "relu3").ofOther());
    assertThat(model.shared())
        .containsExactlyInAnyOrder(
            "digit.stage1",
            "outline.stage1",
            "twins.stage1",
            "digit.stage2",
            "outline.stage2",
            "twins.stage2");
    long trunk = Backbone.LENET.trunk(INPUT).network().parameterCount();
    assertThat(model.towers().stream().mapToLong(each -> each.network().parameterCount()).sum())
        .isEqualTo(3 * trunk + 2 * 3 * 3);
  }

  @Test
  void aHeadReadsTheMapsOfItsOwnTower() {
    Architecture model =
        new CrossStitch()
            .architecture(
                INPUT,
                List.of(DIGIT, OUTLINE),
                Map.of(),
                new Backbones(Backbone.RESNET18, Map.of()));
    assertThat(model.heads().get("outline").reads().values())
        .containsExactly(
            Port.of("outline.stage1", "stem/relu"),
            Port.of("outline.stage2", "stage1/block2/relu2"),
            Port.of("outline.stage3", "stage2/block2/relu2"),
            Port.of("outline.stage4", "stage4/block2/relu2"));
    assertThat(model.network("outline.stage5").outputs()).containsExactly("pool");
  }

  @Test
  void thereIsNothingToMixForOneTask() {
    assertThat(new CrossStitch().objection(List.of(DIGIT)))
        .hasValue("it mixes the networks of two or more tasks, and there is one task");
    assertThatThrownBy(
            () -> new CrossStitch().architecture(INPUT, List.of(DIGIT), Map.of(), LENETS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it mixes the networks of two or more tasks, and there is one task");
  }

  @Test
  void eachTaskHasAGateToTheExperts() {
    Architecture model = of(new MixtureOfExperts(4), LENETS);
    assertThat(model.towers())
        .extracting(Member::name)
        .containsExactly(
            "expert.1",
            "expert.2",
            "expert.3",
            "expert.4",
            "digit.gate",
            "outline.gate",
            "twins.gate");
    Network gate = model.network("digit.gate");
    assertThat(gate.shape("gate/squares")).containsExactly(3, 8, 8);
    assertThat(gate.shape("gate/softmax")).containsExactly(4);
    assertThat(gate.outputShape()).containsExactly(500);
    assertThat(gate.parameterCount()).isEqualTo(3 * 8 * 8 * 4 + 4);
    assertThat(model.heads().get("digit").reads().values())
        .containsExactly(Port.of("digit.gate", "relu3"));
    assertThat(model.shared())
        .containsExactlyInAnyOrder("expert.1", "expert.2", "expert.3", "expert.4");
    assertThat(model.features()).containsExactly(Port.of("twins.gate", "relu3"));
  }
}
