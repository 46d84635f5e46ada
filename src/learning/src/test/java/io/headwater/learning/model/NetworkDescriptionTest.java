package io.headwater.learning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checkpoints hold fingerprints of these texts: a changed one makes a job drop what it learned. */
@NullUnmarked
class NetworkDescriptionTest {
  private static final ImageShape INPUT = new ImageShape(3, 32, 32);
  private static final Task GARMENT =
      new Task("garment", TaskKind.CLASSIFICATION, 1, List.of("shoe", "T-shirt / top"));

  private static final Window WINDOW = new Window(5, 4, 2, 3, 1, 2, 2, 3, false);
  private static final Window POOL = new Window(6, 4, 2, 3, 1, 2, 1, 1, false);

  /** One of each, none of whose attributes has the value that goes without saying. */
  static Stream<Layer> layers() {
    return Stream.of(
        new Layer.Scale(),
        new Layer.Convolution(20, WINDOW, 2, false),
        new Layer.BatchNorm(1e-3, 0.3),
        new Layer.MaxPool(POOL),
        new Layer.AveragePool(POOL, true),
        new Layer.Concatenate(),
        new Layer.Dropout(0.5),
        new Layer.Resize(9, 7),
        new Layer.Sigmoid(),
        new Layer.GlobalAveragePool(),
        new Layer.Add(),
        new Layer.Relu(),
        new Layer.Flatten(),
        new Layer.Dense(10),
        new Layer.WeightedSum(List.of(0.9f, 0.1f)),
        new Layer.GatedSum(),
        new Layer.Softmax(),
        new Layer.AbsoluteDifference());
  }

  @ParameterizedTest
  @EnumSource(names = {"LENET", "RESNET18"})
  void ofABackboneStaysByteForByte(Backbone backbone) throws IOException {
    assertThat(NetworkDescription.of(Member.tower(backbone.trunk(INPUT).network())))
        .isEqualTo(published(backbone.id() + "-trunk.txt"));
  }

  @ParameterizedTest
  @EnumSource
  void ofAHeadStaysByteForByte(TaskKind kind) throws IOException {
    Task task = kind == TaskKind.CLASSIFICATION ? GARMENT : new Task("other", kind, 1, List.of());
    Member head =
        Backbone.LENET
            .architecture(INPUT, List.of(task), Map.of(task.name(), HeadKind.DENSE))
            .heads()
            .get(task.name());
    assertThat(NetworkDescription.of(head, task)).isEqualTo(published(kind.id() + "-head.txt"));
  }

  @Test
  void everyLayerIsTried() {
    Set<Class<?>> tried = layers().map(Object::getClass).collect(Collectors.toSet());
    assertThat(tried).isEqualTo(Set.of(Layer.class.getPermittedSubclasses()));
  }

  /** What a layer starts from is not what it computes. */
  @ParameterizedTest
  @MethodSource("layers")
  void everyComponentOfALayerIsInItsDescription(Layer layer) throws Exception {
    RecordComponent[] components = layer.getClass().getRecordComponents();
    for (int changed = 0; changed < components.length; changed++) {
      if (components[changed].getName().equals("initial")) {
        continue;
      }
      assertThat(changed(layer, changed).description())
          .as("%s is told apart by %s", layer, components[changed].getName())
          .isNotEqualTo(layer.description());
    }
  }

  @Test
  void everyComponentOfAWindowIsInTheDescription() {
    List<Window> windows =
        List.of(
            WINDOW,
            new Window(6, 4, 2, 3, 1, 2, 2, 3, false),
            new Window(5, 5, 2, 3, 1, 2, 2, 3, false),
            new Window(5, 4, 1, 3, 1, 2, 2, 3, false),
            new Window(5, 4, 2, 2, 1, 2, 2, 3, false),
            new Window(5, 4, 2, 3, 2, 2, 2, 3, false),
            new Window(5, 4, 2, 3, 1, 1, 2, 3, false),
            new Window(5, 4, 2, 3, 1, 2, 1, 3, false),
            new Window(5, 4, 2, 3, 1, 2, 2, 1, false),
            new Window(5, 4, 2, 3, 1, 2, 2, 3, true));
    assertThat(windows.stream().map(window -> window.describe(LayerDescription.of("w"))))
        .doesNotHaveDuplicates();
    assertThat(WINDOW.describe(LayerDescription.of("w")))
        .hasToString("w kernel=5x4 stride=2x3 padding=1x2 dilation=2x3");
  }

  @Test
  void layersOfDifferentKindsAreToldApart() {
    assertThat(layers().map(layer -> layer.description().kind())).doesNotHaveDuplicates();
  }

  @Test
  void aNameThatIsNoWordIsRefused() {
    Network network =
        new Network(
            "net",
            Map.of("features", Input.floats(List.of(3))),
            List.of(new Node("a b", new Layer.Relu(), List.of("features"))));
    Member member = new Member(network, Map.of("features", Port.of("trunk", "relu")));
    assertThatThrownBy(() -> NetworkDescription.of(member))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a b'");
  }

  private static Layer changed(Layer layer, int component) throws Exception {
    RecordComponent[] components = layer.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      Object value = components[i].getAccessor().invoke(layer);
      values[i] = i == component ? other(value) : value;
    }
    return (Layer) layer.getClass().getDeclaredConstructor(types).newInstance(values);
  }

  private static Object other(Object value) {
    if (value instanceof Integer number) {
      return 2 * number;
    } else if (value instanceof Window window) {
      return new Window(
          window.height() + 1,
          window.width(),
          window.rowStride(),
          window.columnStride(),
          window.rowPadding(),
          window.columnPadding(),
          window.rowDilation(),
          window.columnDilation(),
          window.ceil());
    } else if (value instanceof Double number) {
      return number / 2;
    } else if (value instanceof Boolean truth) {
      return !truth;
    }
    throw new AssertionError("say here how another " + value.getClass() + " is made");
  }

  private static String published(String name) throws IOException {
    try (InputStream in = NetworkDescriptionTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
