package io.headwater.cli.snapshots.export;

import static io.headwater.learning.model.Architecture.FEATURES;
import static io.headwater.learning.model.Architecture.REFERENCE;
import static io.headwater.learning.model.Port.IMAGE;

import io.headwater.snapshots.OnnxModel;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model takes and gives for one image, of a model that was loaded and has scored.
 *
 * @param inputs the image first
 * @param outputs tasks in their order, then the features
 */
record ModelTensors(List<Tensor> inputs, List<Tensor> outputs) {
  ModelTensors {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * @param isBytes else 32-bit floats
   * @param shape of one image
   * @param mayBeLeftOut of an input
   */
  record Tensor(String name, boolean isBytes, List<Long> shape, boolean mayBeLeftOut) {}

  /**
   * @throws io.headwater.snapshots.RefusedModelException if it is not to be run
   */
  static ModelTensors of(Snapshot snapshot) {
    Provenance provenance = snapshot.manifest().provenance();
    try (OnnxModel model = new OnnxModel(snapshot)) {
      List<Tensor> inputs = new ArrayList<>();
      List<Long> image = provenance.input().dimensions().stream().map(Integer::longValue).toList();
      inputs.add(new Tensor(IMAGE, true, image, false));
      if (model.comparesPairs()) {
        inputs.add(new Tensor(REFERENCE, false, List.of((long) model.featureCount()), true));
      }
      List<Tensor> outputs = new ArrayList<>();
      provenance.tasks().forEach(task -> outputs.add(output(model, task.name())));
      outputs.add(output(model, FEATURES));
      return new ModelTensors(inputs, outputs);
    }
  }

  private static Tensor output(OnnxModel model, String name) {
    return new Tensor(name, false, model.outputs().getOrDefault(name, List.of()), false);
  }
}
