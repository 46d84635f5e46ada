package io.headwater.cli.snapshots.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.headwater.cli.snapshots.export.ModelTensors.Tensor;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder in MLflow's storage format for models (mlflow/models/model.py), of the flavours "onnx"
 * and "python_function" as mlflow/onnx writes them. What may be left out of the inputs is no part
 * of the signature, since MLflow demands all that is.
 */
final class MlflowModel {
  private static final String DESCRIPTION = "MLmodel";
  private static final String FILE = "model.onnx";
  private static final String PYTHON_FILE = "python_env.yaml";
  private static final String CONDA_FILE = "conda.yaml";
  private static final String REQUIREMENTS = "mlflow\nonnx\nonnxruntime>=1.15\n";
  private static final String PYTHON_ENV =
      "python: \"3.11\"\nbuild_dependencies:\n- pip\ndependencies:\n- -r requirements.txt\n";
  private static final String CONDA_ENV =
      "channels:\n- conda-forge\ndependencies:\n- python=3.11\n- pip\n- pip:\n  - mlflow\n  - onnx\n  - onnxruntime>=1.15\nname: mlflow-env\n";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
  private static final int UUID_DIGITS = 32;
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private MlflowModel() {}

  /**
   * @param folder an empty one
   */
  static void write(Path folder, Snapshot snapshot) throws IOException {
    ModelTensors tensors = ModelTensors.of(snapshot);
    Files.writeString(
        folder.resolve(DESCRIPTION), YAML.writeValueAsString(mlModel(snapshot, tensors)));
    Files.write(folder.resolve(FILE), snapshot.payload());
    Files.writeString(folder.resolve("requirements.txt"), REQUIREMENTS);
    Files.writeString(folder.resolve(PYTHON_FILE), PYTHON_ENV);
    Files.writeString(folder.resolve(CONDA_FILE), CONDA_ENV);
  }

  /** Whether the folder is what {@link #write} makes of this snapshot. */
  static boolean isIn(Path folder, Snapshot snapshot) throws IOException {
    Path model = folder.resolve(FILE);
    return Files.exists(folder.resolve(DESCRIPTION))
        && Files.exists(model)
        && Files.size(model) == snapshot.payload().length
        && Arrays.equals(Files.readAllBytes(model), snapshot.payload());
  }

  private static Map<String, Object> mlModel(Snapshot snapshot, ModelTensors tensors)
      throws JsonProcessingException {
    Provenance from = snapshot.manifest().provenance();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("flavors", flavors());
    model.put("metadata", Map.of("headwater", SourceTags.of(snapshot.manifest())));
    model.put("model_uuid", snapshot.manifest().payload().sha256().substring(0, UUID_DIGITS));
    Map<String, String> signature = new LinkedHashMap<>();
    signature.put(
        "inputs", specs(tensors.inputs().stream().filter(input -> !input.mayBeLeftOut()).toList()));
    signature.put("outputs", specs(tensors.outputs()));
    model.put("signature", signature);
    model.put("utc_time_created", TIME.format(from.createdAt()));
    return model;
  }

  private static Map<String, Object> flavors() {
    Map<String, Object> onnx = new LinkedHashMap<>();
    onnx.put("data", FILE);
    onnx.put("providers", List.of("CUDAExecutionProvider", "CPUExecutionProvider"));
    Map<String, Object> python = new LinkedHashMap<>();
    python.put("data", FILE);
    python.put("env", new TreeMap<>(Map.of("conda", CONDA_FILE, "virtualenv", PYTHON_FILE)));
    python.put("loader_module", "mlflow.onnx");
    Map<String, Object> flavors = new LinkedHashMap<>();
    flavors.put("onnx", onnx);
    flavors.put("python_function", python);
    return flavors;
  }

  /** A schema of tensors, which is JSON within the YAML. */
  private static String specs(List<Tensor> tensors) throws JsonProcessingException {
    return JSON.writeValueAsString(tensors.stream().map(MlflowModel::spec).toList());
  }

  private static Map<String, Object> spec(Tensor tensor) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("name", tensor.name());
    spec.put("type", "tensor");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("dtype", tensor.isBytes() ? "uint8" : "float32");
    values.put("shape", Stream.concat(Stream.of(-1L), tensor.shape().stream()).toList());
    spec.put("tensor-spec", values);
    return spec;
  }
}
