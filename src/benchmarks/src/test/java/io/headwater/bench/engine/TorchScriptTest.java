package io.headwater.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.engine.Precision;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Trunk;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TorchScriptTest {
  private static final ImageShape INPUT = new ImageShape(1, 28, 28);
  private static final Task FIRST =
      new Task("first", TaskKind.CLASSIFICATION, 0.5, List.of("a", "b"));
  private static final Task SECOND = new Task("second", TaskKind.LOCATION, 0.5, List.of());

  /** Written over, the maps would not be what the other network read. */
  @Test
  void whatAnotherNetworkReadsIsNotRectifiedInPlace() {
    Network trunk =
        NetworkBuilder.trunk(INPUT.dimensions())
            .then("scale", new Layer.Scale())
            .then("conv", new Layer.Convolution(2, 3, 1, 0))
            .then("relu", new Layer.Relu())
            .then("mean", new Layer.GlobalAveragePool())
            .build();
    List<Task> tasks = List.of(FIRST, SECOND);
    String alone = script(Architecture.of(trunk, INPUT, tasks));
    assertThat(alone).contains("torch.relu_(").doesNotContain("torch.relu(x1)");
    Trunk withMaps = new Trunk(trunk, List.of("conv"));
    String tapped =
        script(Architecture.of(withMaps, INPUT, tasks, Map.of("second", HeadKind.MAPS)));
    assertThat(tapped).contains("torch.relu(x1)").doesNotContain("torch.relu_(x1)");
  }

  @Test
  void whatTheComparedModelsDoNotHaveIsRefused() {
    Task edges = new Task("second", TaskKind.EDGES, 0.5, List.of());
    Architecture decoder =
        Backbone.LENET.architecture(INPUT, List.of(FIRST, edges), Map.of("second", HeadKind.MAPS));
    assertThatThrownBy(() -> script(decoder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("libtorch has not been told of layer Resize");
    Task pairs = new Task("second", TaskKind.SIMILARITY, 0.5, List.of());
    Architecture similarity = Backbone.LENET.architecture(INPUT, List.of(FIRST, pairs));
    assertThatThrownBy(() -> script(similarity))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("libtorch has not been told of pairs of images");
  }

  private static String script(Architecture architecture) {
    return TorchScript.of(architecture, Precision.F32, MemoryFormat.CONTIGUOUS);
  }
}
