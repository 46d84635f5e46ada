package io.headwater.cli.snapshots.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.headwater.cli.CommandRun;
import io.headwater.cli.ExitCode;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.serve.GarmentSnapshots;
import io.headwater.snapshots.SnapshotLimits;
import io.headwater.snapshots.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ExportTest {
  private static final String TOPIC = "snapshots";

  private static EmbeddedKafka kafka;

  @TempDir private Path folder;

  @BeforeAll
  static void publish() {
    kafka = EmbeddedKafka.start();
    kafka.createTopic(TOPIC, 1, Map.of());
    GarmentSnapshots.publish(kafka, TOPIC, GarmentSnapshots.records(1));
    GarmentSnapshots.publish(kafka, TOPIC, GarmentSnapshots.records(2));
  }

  @AfterAll
  static void close() {
    kafka.close();
  }

  @Test
  void aRepositoryOfTritonTakesVersionAfterVersion() throws Exception {
    Path repository = folder.resolve("repository");
    export("triton", repository, "--snapshot", "1").done();
    assertThat(export("triton", repository).done()).contains("wrote version 2");

    assertThat(filesIn(repository))
        .containsExactly("garments/1/model.onnx", "garments/2/model.onnx", "garments/config.pbtxt");
    assertThat(Files.readString(repository.resolve("garments/config.pbtxt")))
        .isEqualTo(
            """
            name: "garments"
            backend: "onnxruntime"
            max_batch_size: 64
            input [
              { name: "image" data_type: TYPE_UINT8 dims: [1, 28, 28] },
              { name: "reference" data_type: TYPE_FP32 dims: [500] optional: true }
            ]
            output [
              { name: "garment" data_type: TYPE_FP32 dims: [3] },
              { name: "edges" data_type: TYPE_FP32 dims: [28, 28] },
              { name: "location" data_type: TYPE_FP32 dims: [5] },
              { name: "similarity" data_type: TYPE_FP32 dims: [1] },
              { name: "features" data_type: TYPE_FP32 dims: [500] }
            ]
            dynamic_batching { }
            """);
    assertLoads(repository.resolve("garments/2/model.onnx"));

    assertThat(export("triton", repository, "--snapshot", "2").complaint(ExitCode.USAGE))
        .contains("2 is there already");
    Files.writeString(repository.resolve("garments/config.pbtxt"), "name: \"other\"");
    assertThat(export("triton", repository).complaint(ExitCode.USAGE))
        .contains("is of a model with other inputs or outputs");
  }

  @Test
  void aModelOfMlflowHasItsSignature() throws Exception {
    Path model = folder.resolve("garments");
    export("mlflow", model).done();

    assertThat(filesIn(model))
        .containsExactly(
            "MLmodel", "conda.yaml", "model.onnx", "python_env.yaml", "requirements.txt");
    JsonNode described = new YAMLMapper().readTree(model.resolve("MLmodel").toFile());
    assertThat(described.at("/flavors/onnx/data").asText()).isEqualTo("model.onnx");
    assertThat(described.at("/flavors/python_function/loader_module").asText())
        .isEqualTo("mlflow.onnx");
    assertThat(described.at("/flavors/python_function/env/virtualenv").asText())
        .isEqualTo("python_env.yaml");
    ObjectMapper json = new ObjectMapper();
    JsonNode inputs = json.readTree(described.at("/signature/inputs").asText());
    assertThat(inputs)
        .isEqualTo(
            json.readTree(
                "[{\"name\":\"image\",\"type\":\"tensor\",\"tensor-spec\":{\"dtype\":\"uint8\",\"shape\":[-1,1,28,28]}}]"));
    assertThat(json.readTree(described.at("/signature/outputs").asText()).findValuesAsText("name"))
        .containsExactly("garment", "edges", "location", "similarity", "features");
    assertLoads(model.resolve("model.onnx"));

    assertThat(export("mlflow", model).complaint(ExitCode.USAGE)).contains("is there already");
  }

  @Test
  void aRegistryIsToldOfTheVersionAndItsAlias() throws Exception {
    Path model = folder.resolve("garments");
    try (RegistryServer registry = RegistryServer.start()) {
      String said = export("mlflow", model, "--registry", registry.url()).done();

      assertThat(said).contains("registered it as version 7 of 'garments'", "alias 'stable'");
      assertThat(registry.requests())
          .extracting(RegistryServer.Request::path)
          .containsExactly(
              "/api/2.0/mlflow/registered-models/create",
              "/api/2.0/mlflow/model-versions/create",
              "/api/2.0/mlflow/registered-models/alias");
      JsonNode version = registry.requests().get(1).body();
      assertThat(version.get("source").asText()).startsWith("file:///").contains("/garments");
      assertThat(version.at("/tags/1/key").asText()).isEqualTo("headwater.version");
      assertThat(version.at("/tags/1/value").asText()).isEqualTo("2");
      assertThat(registry.requests().get(2).body().toString())
          .contains("\"alias\":\"stable\"", "\"version\":\"7\"");
    }
  }

  @Test
  void aRegistryThatRefusesOrIsNotThereIsSaid() throws Exception {
    try (RegistryServer registry = RegistryServer.refusing()) {
      assertThat(
              export("mlflow", folder.resolve("a"), "--registry", registry.url())
                  .complaint(ExitCode.FAILED))
          .contains("refused to make a version of 'garments'", "Invalid model version source");
    }
    Path model = folder.resolve("b");
    assertThat(
            export("mlflow", model, "--registry", "http://127.0.0.1:1").complaint(ExitCode.USAGE))
        .contains("no MLflow server answers at http://127.0.0.1:1")
        .contains("b is written; the same command with --snapshot 2 registers it");
    try (RegistryServer registry = RegistryServer.start()) {
      assertThat(export("mlflow", model, "--registry", registry.url(), "--snapshot", "2").done())
          .startsWith("registered it as version 7");
      assertThat(
              export("mlflow", model, "--registry", registry.url(), "--snapshot", "1")
                  .complaint(ExitCode.USAGE))
          .contains("b is there already, and is not version 1");
    }
  }

  @Test
  void whatCanNotBeRegisteredIsSaidBeforeAnythingIsWritten() {
    assertThat(
            export("mlflow", folder.resolve("c"), "--registry", "http://me:hidden@127.0.0.1:1")
                .complaint(ExitCode.USAGE))
        .contains("set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD")
        .doesNotContain("hidden");
    assertThat(
            export("mlflow", folder.resolve("c"), "--registry", "localhost:5000")
                .complaint(ExitCode.USAGE))
        .contains("--registry is 'localhost:5000'; it must be a URL such as");
    for (String option : List.of("--alias", "--source")) {
      assertThat(export("mlflow", folder.resolve("c"), option, "x").complaint(ExitCode.USAGE))
          .contains("--alias and --source go with --registry");
    }
    assertThat(
            catchThrowable(
                () -> MlflowLogin.ofEnvironment(Map.of("MLFLOW_TRACKING_TOKEN", "hid\nden"))))
        .hasMessageContaining("MLFLOW_TRACKING_TOKEN has a line break")
        .hasMessageNotContaining("hid");
    assertThat(
            MlflowLogin.ofEnvironment(Map.of("MLFLOW_TRACKING_TOKEN", " token\n")).authorization())
        .contains("Bearer token");
    assertThat(
            export("file", folder.resolve("c"), "--registry", "http://127.0.0.1:1")
                .complaint(ExitCode.USAGE))
        .contains("--registry goes with --to mlflow");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderHasTheModelAndTheManifestThatVouchesForIt() throws Exception {
    Path model = folder.resolve("files");
    export("file", model).done();

    assertThat(filesIn(model)).containsExactly("manifest.bin", "model.onnx");
    assertThat(Files.readAllBytes(model.resolve("model.onnx")))
        .isEqualTo(GarmentSnapshots.snapshot(2).payload());
    byte[] manifest = Files.readAllBytes(model.resolve("manifest.bin"));
    int digested = manifest.length - 32;
    assertThat(MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(manifest, digested)))
        .isEqualTo(Arrays.copyOfRange(manifest, digested, manifest.length));
    assertThat(new String(manifest, StandardCharsets.ISO_8859_1))
        .contains(GarmentSnapshots.snapshot(2).manifest().payload().sha256());
  }

  /** Read as the format's own description says. */
  @Test
  void safetensorsHaveNamesShapesAndNumbers() throws Exception {
    Path file = folder.resolve("garments.safetensors");
    export("safetensors", file).done();

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(bytes.getLong());
    assertThat(length % 8).isZero();
    JsonNode header =
        new ObjectMapper().readTree(new String(bytes.array(), 8, length, StandardCharsets.UTF_8));
    assertThat(header.at("/__metadata__/headwater.version").asText()).isEqualTo("2");
    List<Weights.Tensor> weights =
        Weights.of(GarmentSnapshots.snapshot(2), SnapshotLimits.DEFAULT.model());
    assertThat(header).hasSize(weights.size() + 1);
    long end = 0;
    for (Weights.Tensor tensor : weights) {
      JsonNode described = header.get(tensor.name());
      assertThat(described.get("dtype").asText()).isEqualTo("F32");
      assertThat(described.get("shape").toString())
          .isEqualTo(tensor.shape().toString().replace(" ", ""));
      assertThat(described.at("/data_offsets/0").asLong()).as("without a gap").isEqualTo(end);
      end = described.at("/data_offsets/1").asLong();
      ByteBuffer data =
          bytes.slice(
              8 + length + described.at("/data_offsets/0").asInt(), tensor.bytes().remaining());
      assertThat(data).isEqualTo(tensor.bytes());
    }
    assertThat(8 + length + end).isEqualTo(Files.size(file));
    assertThat(header.has("trunk/conv1.weight")).as("names %s", header.fieldNames()).isTrue();
  }

  @Test
  void anUnknownFormIsRefused() {
    assertThat(export("dl4j", folder).complaint(ExitCode.USAGE))
        .contains("'dl4j' is not one of [file, mlflow, safetensors, triton]");
  }

  private static CommandRun export(String form, Path out, String... rest) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "snapshots",
                "export",
                "--kafka",
                kafka.bootstrapServers(),
                "--topic",
                TOPIC,
                "--model",
                GarmentSnapshots.MODEL,
                "--to",
                form,
                "--out",
                out.toString()));
    arguments.addAll(List.of(rest));
    return CommandRun.of(arguments);
  }

  private static void assertLoads(Path onnx) throws Exception {
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx.toString())) {
      assertThat(session.getOutputNames()).contains("garment", "features");
    }
  }

  private static List<String> filesIn(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
