package io.headwater.snapshots;

import static io.headwater.learning.model.Architecture.FEATURES;
import static io.headwater.learning.model.Architecture.REFERENCE;
import static io.headwater.learning.model.Port.IMAGE;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The inputs and outputs that a model must have by its manifest, as {@link OnnxExport} describes
 * them.
 */
record ModelContract(ImageShape input, List<Task> tasks) {
  static ModelContract of(Manifest manifest) {
    return new ModelContract(manifest.provenance().input(), manifest.provenance().tasks());
  }

  /** Names of the tasks that score single images. */
  Set<String> ofImages() {
    return names(kind -> kind != TaskKind.SIMILARITY);
  }

  /** Names of the tasks whose predictions are numbers of any size, where others are from 0 to 1. */
  Set<String> unbounded() {
    return names(kind -> kind == TaskKind.REGRESSION);
  }

  /** Names of the tasks that compare pairs. */
  Set<String> ofPairs() {
    return names(kind -> kind == TaskKind.SIMILARITY);
  }

  /**
   * Inputs by name.
   *
   * @param features of an image, over 0
   */
  Map<String, GraphValue> inputs(long features) {
    Map<String, GraphValue> inputs = new LinkedHashMap<>();
    List<Long> image = input.dimensions().stream().map(Integer::longValue).toList();
    inputs.put(IMAGE, new GraphValue(DataType.UINT8, true, image));
    if (!ofPairs().isEmpty()) {
      inputs.put(REFERENCE, GraphValue.ofImage(List.of(features)));
    }
    return inputs;
  }

  /**
   * What every model of these tasks gives, by name.
   *
   * @param features of an image, over 0
   */
  Map<String, GraphValue> outputs(long features) {
    Map<String, GraphValue> outputs = new LinkedHashMap<>();
    outputs.put(FEATURES, GraphValue.ofImage(List.of(features)));
    tasks.forEach(task -> outputs.put(task.name(), GraphValue.ofImage(shape(task))));
    return outputs;
  }

  private List<Long> shape(Task task) {
    return switch (task.kind()) {
      case CLASSIFICATION, LOCATION, SIMILARITY, REGRESSION -> List.of((long) task.outputs(input));
      case EDGES -> List.of((long) input.height(), (long) input.width());
    };
  }

  private Set<String> names(Predicate<TaskKind> kinds) {
    return tasks.stream()
        .filter(task -> kinds.test(task.kind()))
        .map(Task::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
