package io.headwater.learning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ArchitectureTest {
  private static final ImageShape MNIST = new ImageShape(1, 28, 28);
  private static final Task DIGIT =
      new Task(
          "digit",
          TaskKind.CLASSIFICATION,
          1,
          IntStream.range(0, 10).mapToObj(Integer::toString).toList());
  private static final Task OUTLINE = new Task("outline", TaskKind.EDGES, 1, List.of());
  private static final Task PLACE = new Task("place", TaskKind.LOCATION, 1, List.of());
  private static final Task TWINS = new Task("twins", TaskKind.SIMILARITY, 1, List.of());

  private static Architecture lenet(ImageShape input, Task... tasks) {
    return Backbone.LENET.architecture(input, List.of(tasks));
  }

  @Test
  void lenetHasThePublishedParameterCount() {
    Architecture architecture = lenet(MNIST, DIGIT);
    assertThat(parameters(architecture)).isEqualTo(431_080);
  }

  @Test
  void lenetHasThePublishedShapes() {
    assertThat(lenet(MNIST, DIGIT).trunk().shapes())
        .containsEntry("conv1", List.of(20, 24, 24))
        .containsEntry("pool1", List.of(20, 12, 12))
        .containsEntry("conv2", List.of(50, 8, 8))
        .containsEntry("pool2", List.of(50, 4, 4))
        .containsEntry("flatten", List.of(800));
    assertThat(lenet(MNIST, DIGIT).trunk().outputShape()).containsExactly(500);
  }

  private static long parameters(Architecture architecture) {
    return architecture.networks().stream().mapToLong(Network::parameterCount).sum();
  }

  @Test
  void headsGiveWhatTheirTasksNeed() {
    Architecture architecture = lenet(MNIST, DIGIT, OUTLINE, PLACE, TWINS);
    assertThat(architecture.head("digit").outputShape()).containsExactly(10);
    assertThat(architecture.head("outline").outputShape()).containsExactly(784);
    assertThat(architecture.head("place").outputShape()).containsExactly(5);
    assertThat(architecture.head("twins").outputShape()).containsExactly(1);
    assertThat(architecture.head("twins").inputs()).containsOnlyKeys("features", "reference");
  }

  @Test
  void networksComeInTheOrderOfTheTasks() {
    assertThat(lenet(MNIST, TWINS, DIGIT).networks())
        .extracting(Network::name)
        .containsExactly("trunk", "twins", "digit");
  }

  @Test
  void theFingerprintTellsArchitecturesApart() {
    String fingerprint = lenet(MNIST, DIGIT).fingerprint();
    assertThat(fingerprint).matches("[0-9a-f]{64}");
    assertThat(lenet(MNIST, DIGIT).fingerprint()).isEqualTo(fingerprint);
    assertThat(lenet(MNIST, DIGIT, PLACE).fingerprint()).isNotEqualTo(fingerprint);
    assertThat(lenet(new ImageShape(3, 28, 28), DIGIT).fingerprint()).isNotEqualTo(fingerprint);
  }

  @Test
  void theFingerprintOfAModelInManifestsStays() {
    assertThat(lenet(MNIST, DIGIT, TWINS).fingerprint())
        .isEqualTo("41a64ba4a477d55ae46a3f34ab43b2486192e464ce3de63f91c1821e4af16e03");
  }

  /** Written down before AlexNet had dropouts. */
  @Test
  void aDropoutIsNoPartOfTheFingerprint() {
    Task garment = new Task("garment", TaskKind.CLASSIFICATION, 1, List.of("a", "b"));
    Architecture model = Backbone.ALEXNET.architecture(new ImageShape(3, 64, 64), List.of(garment));
    assertThat(model.trunk().nodes()).extracting(Node::name).contains("dropout6", "dropout7");
    assertThat(model.fingerprint())
        .isEqualTo("903c1bf89d965563b3e45b73d7fba2b0d0d9a81c6c1ce6d113f0716f8ec5e144");
  }

  /** Heads read what the last dropout of a VGG gives. */
  @Test
  void withoutDropoutHeadsReadWhatTheDropoutRead() {
    Architecture model =
        Backbone.VGG11_SMALL.architecture(new ImageShape(3, 28, 28), List.of(DIGIT, TWINS));
    assertThat(model.features()).containsExactly(Port.of("trunk", "dropout7"));
    Architecture plain = model.withoutDropout();
    assertThat(plain.features()).containsExactly(Port.of("trunk", "relu7"));
    assertThat(plain.trunk().parameters()).isEqualTo(model.trunk().parameters());
    assertThat(plain.fingerprints()).isEqualTo(model.fingerprints());
  }

  @Test
  void aNetworkKeepsItsFingerprintWhicheverOthersThereAre() {
    Map<String, String> fingerprints = lenet(MNIST, DIGIT, TWINS).fingerprints();
    assertThat(fingerprints).containsOnlyKeys("trunk", "digit", "twins");
    assertThat(lenet(MNIST, PLACE, DIGIT).fingerprints())
        .containsEntry("trunk", fingerprints.get("trunk"))
        .containsEntry("digit", fingerprints.get("digit"));
  }

  @Test
  void classesInAnotherOrderMakeAnotherHead() {
    Task swapped = new Task("digit", TaskKind.CLASSIFICATION, 1, List.of("one", "zero"));
    Task digit = new Task("digit", TaskKind.CLASSIFICATION, 2, List.of("zero", "one"));
    Map<String, String> fingerprints = lenet(MNIST, digit).fingerprints();
    assertThat(lenet(MNIST, swapped).fingerprints())
        .containsEntry("trunk", fingerprints.get("trunk"))
        .doesNotContainEntry("digit", fingerprints.get("digit"));
  }

  @Test
  void aWindowFitsIntoThePaddedMap() {
    assertThat(new Layer.MaxPool(4, 2, 2).outputShape(List.of(List.of(3, 4, 7))))
        .containsExactly(3, 3, 4);
    assertThat(new Layer.MaxPool(4, 1).outputShape(List.of(List.of(3, 4, 4))))
        .containsExactly(3, 1, 1);
    for (List<Integer> map : List.of(List.of(3, 3, 4), List.of(3, 4, 3))) {
      assertThatThrownBy(() -> new Layer.MaxPool(4, 1).outputShape(List.of(map)))
          .hasMessage("a window of 4 with padding 0 does not fit into " + map);
    }
    for (int padding : new int[] {-1, 3}) {
      assertThatThrownBy(() -> new Layer.MaxPool(4, 2, padding))
          .hasMessageContaining("padding of a");
    }
  }

  @Test
  void layersRefuseInputsOfAnotherRank() {
    List<Integer> map = List.of(3, 4, 4);
    List<Integer> vector = List.of(3);
    assertThatThrownBy(() -> new Layer.Dense(2).outputShape(List.of(map)))
        .hasMessageContaining("a dense layer's input is a vector");
    assertThatThrownBy(() -> new Layer.Dense(2).outputShape(List.of(vector, vector)))
        .hasMessageContaining("this layer has one input");
    assertThatThrownBy(() -> new Layer.BatchNorm().outputShape(List.of(vector)))
        .hasMessageContaining("this layer's input is [C, H, W]");
    assertThatThrownBy(() -> new Layer.Add().outputShape(List.of(vector)))
        .hasMessageContaining("has two inputs of one shape");
    assertThatThrownBy(() -> new Layer.Add().outputShape(List.of(vector, map)))
        .hasMessageContaining("has two inputs of one shape");
    assertThat(new Layer.BatchNorm().hasStatistics(1)).isFalse();
    assertThat(new Layer.BatchNorm().hasStatistics(2)).isTrue();
  }

  @Test
  void aTaskCantTakeTheNameOfAnotherPartOfTheModel() {
    assertThatThrownBy(() -> lenet(MNIST, new Task("trunk", TaskKind.EDGES, 1, List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'trunk'");
  }

  @Test
  void aNodeThatReadsAheadIsRefused() {
    assertThatThrownBy(
            () ->
                new Network(
                    "net",
                    Map.of("features", Input.floats(List.of(3))),
                    List.of(
                        new Node("a", new Layer.Relu(), List.of("b")),
                        new Node("b", new Layer.Relu(), List.of("features")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("node 'a' of network 'net' reads 'b', which does not come before it");
  }

  @Test
  void nodesOfANetworkHaveDifferentNames() {
    Node node = new Node("a", new Layer.Relu(), List.of("features"));
    assertThatThrownBy(
            () ->
                new Network(
                    "net", Map.of("features", Input.floats(List.of(3))), List.of(node, node)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two nodes of network 'net' are named 'a'");
  }
}
