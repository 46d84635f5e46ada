package io.headwater.serve.protocol;

import static io.headwater.learning.model.Architecture.FEATURES;
import static io.headwater.learning.model.Architecture.REFERENCE;
import static io.headwater.learning.model.Port.IMAGE;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.snapshots.OnnxModel;
import io.headwater.snapshots.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a model takes and gives ({@code metadata_model_response}).
 *
 * @param versions the one that is live
 * @param pairs outputs that need a reference; no part of the JSON
 */
@JsonPropertyOrder({"name", "versions", "platform", "inputs", "outputs"})
public record ModelSignature(
    String name,
    List<String> versions,
    String platform,
    List<TensorSignature> inputs,
    List<TensorSignature> outputs,
    @JsonIgnore Set<String> pairs) {
  private static final String PLATFORM = "onnx_onnxv1";

  public ModelSignature {
    versions = List.copyOf(versions);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    pairs = Set.copyOf(pairs);
  }

  public static ModelSignature of(OnnxModel model) {
    Provenance provenance = model.manifest().provenance();
    List<TensorSignature> inputs = new ArrayList<>();
    List<Long> image = provenance.input().dimensions().stream().map(Integer::longValue).toList();
    inputs.add(TensorSignature.perImage(IMAGE, TensorType.UINT8, image));
    if (model.comparesPairs()) {
      List<Long> features = List.of((long) model.featureCount());
      inputs.add(TensorSignature.perImage(REFERENCE, TensorType.FP32, features));
    }
    List<TensorSignature> outputs = new ArrayList<>();
    provenance.tasks().forEach(task -> outputs.add(output(model, task.name())));
    outputs.add(output(model, FEATURES));
    return new ModelSignature(
        provenance.model(),
        List.of(Long.toString(provenance.version())),
        PLATFORM,
        inputs,
        outputs,
        provenance.tasks().stream()
            .filter(task -> task.kind() == TaskKind.SIMILARITY)
            .map(Task::name)
            .collect(Collectors.toSet()));
  }

  Optional<TensorSignature> input(String wanted) {
    return inputs.stream().filter(input -> input.name().equals(wanted)).findFirst();
  }

  Optional<TensorSignature> output(String wanted) {
    return outputs.stream().filter(output -> output.name().equals(wanted)).findFirst();
  }

  private static TensorSignature output(OnnxModel model, String name) {
    return TensorSignature.perImage(
        name, TensorType.FP32, model.outputs().getOrDefault(name, List.of()));
  }
}
