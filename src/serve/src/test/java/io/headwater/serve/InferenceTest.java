package io.headwater.serve;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.snapshots.OnnxModel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests of Open Inference Protocol 2, against ONNX Runtime asked directly. */
class InferenceTest {
  private static final float[] NO_REFERENCE = {};

  private static TestServer server;
  private static OnnxModel direct;

  @BeforeAll
  static void serve() {
    server = TestServer.serving(3);
    direct = new OnnxModel(GarmentSnapshots.snapshot(3));
  }

  @AfterAll
  static void close() {
    server.close();
    direct.close();
  }

  @Test
  void theServerAndItsModelDescribeThemselves() throws Exception {
    JsonNode about = Answer.get(server.url("/v2")).json();
    assertThat(about.get("name").asText()).isEqualTo("headwater");
    assertThat(about.get("version").isTextual()).isTrue();
    assertThat(about.get("extensions").get(0).asText()).isEqualTo("binary_tensor_data");

    for (String path : new String[] {"/v2/models/garments", "/v2/models/garments/versions/3"}) {
      JsonNode model = Answer.get(server.url(path)).json();
      assertThat(model.fieldNames())
          .toIterable()
          .containsExactly("name", "versions", "platform", "inputs", "outputs");
      assertThat(model.get("versions").toString()).isEqualTo("[\"3\"]");
      assertThat(model.get("platform").asText()).isEqualTo("onnx_onnxv1");
      assertThat(model.get("inputs").get(0).toString())
          .isEqualTo("{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[-1,1,28,28]}");
      assertThat(model.get("inputs").get(1).get("name").asText()).isEqualTo("reference");
      assertThat(model.get("outputs").findValuesAsText("name"))
          .containsExactly("garment", "edges", "location", "similarity", "features");
      assertThat(model.get("outputs").get(1).get("shape").toString()).isEqualTo("[-1,28,28]");
    }
  }

  @Test
  void itIsLiveAndReady() throws Exception {
    for (String path :
        new String[] {
          "/v2/health/live",
          "/v2/health/ready",
          "/v2/models/garments/ready",
          "/v2/models/garments/versions/3/ready"
        }) {
      assertThat(Answer.get(server.url(path)).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void imagesInJsonAreScored() throws Exception {
    byte[] images = GarmentSnapshots.images(2, 1);
    Answer answer =
        Answer.post(
            server.inferUrl(), "{\"id\":\"42\",\"inputs\":[%s]}".formatted(input(2, json(images))));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("model_name").asText()).isEqualTo("garments");
    assertThat(answer.json().get("model_version").asText()).isEqualTo("3");
    assertThat(answer.json().get("id").asText()).isEqualTo("42");
    assertThat(answer.json().get("outputs").findValuesAsText("name"))
        .as("all that need no reference")
        .containsExactly("garment", "edges", "location", "features");
    Map<String, float[]> expected =
        direct.values(images, 2, NO_REFERENCE, Set.of("garment", "edges", "location", "features"));
    for (Map.Entry<String, float[]> output : expected.entrySet()) {
      assertThat(answer.values(output.getKey())).isEqualTo(output.getValue());
    }
    assertThat(answer.output("edges").get("shape").toString()).isEqualTo("[2,28,28]");
    assertThat(answer.output("edges").get("datatype").asText()).isEqualTo("FP32");
  }

  @Test
  void rowsOfRowsAreTheSameAsOneArray() throws Exception {
    byte[] image = GarmentSnapshots.images(1, 2);
    String rows =
        IntStream.range(0, 28)
            .mapToObj(y -> json(Arrays.copyOfRange(image, 28 * y, 28 * y + 28)))
            .collect(Collectors.joining(",", "[[[", "]]]"));
    String request = "{\"inputs\":[%s],\"outputs\":[{\"name\":\"garment\"}]}";

    assertThat(Answer.post(server.inferUrl(), request.formatted(input(1, rows))).json())
        .isEqualTo(Answer.post(server.inferUrl(), request.formatted(input(1, json(image)))).json());
  }

  @Test
  void tensorsMayBeBinaryBothWays() throws Exception {
    byte[] images = GarmentSnapshots.images(3, 3);
    String request =
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[3,1,28,28],\"parameters\":{\"binary_data_size\":%d}}],"
            .formatted(images.length);

    Answer some =
        Answer.post(
            server.inferUrl(),
            request
                + "\"outputs\":[{\"name\":\"location\"},{\"name\":\"garment\",\"parameters\":{\"binary_data\":true}}]}",
            images);
    Answer all =
        Answer.post(
            server.inferUrl(),
            request
                + "\"parameters\":{\"binary_data_output\":true},\"outputs\":[{\"name\":\"garment\"},{\"name\":\"features\"}]}",
            images);

    Map<String, float[]> expected =
        direct.values(images, 3, NO_REFERENCE, Set.of("garment", "location", "features"));
    assertThat(some.values("location")).isEqualTo(expected.get("location"));
    assertThat(some.output("garment").has("data")).isFalse();
    assertThat(some.output("garment").at("/parameters/binary_data_size").asInt()).isEqualTo(36);
    assertThat(some.binary()).isEqualTo(expected.get("garment"));
    assertThat(all.response().headers().firstValue("Content-Type"))
        .contains("application/octet-stream");
    float[] garment = requireNonNull(expected.get("garment"));
    assertThat(Arrays.copyOf(all.binary(), garment.length)).isEqualTo(garment);
    assertThat(Arrays.copyOfRange(all.binary(), garment.length, all.binary().length))
        .isEqualTo(expected.get("features"));
  }

  @Test
  void imagesAreComparedByTheirFeatures() throws Exception {
    byte[] images = GarmentSnapshots.images(2, 4);
    float[] reference =
        requireNonNull(
            direct
                .values(GarmentSnapshots.images(1, 5), 1, NO_REFERENCE, Set.of("features"))
                .get("features"));
    ByteArrayOutputStream binary = new ByteArrayOutputStream();
    binary.writeBytes(images);
    ByteBuffer floats =
        ByteBuffer.allocate(Float.BYTES * reference.length).order(ByteOrder.LITTLE_ENDIAN);
    floats.asFloatBuffer().put(reference);
    binary.writeBytes(floats.array());

    Answer answer =
        Answer.post(
            server.inferUrl(),
            """
            {"inputs":[
              {"name":"image","datatype":"UINT8","shape":[2,1,28,28],"parameters":{"binary_data_size":%d}},
              {"name":"reference","datatype":"FP32","shape":[1,%d],"parameters":{"binary_data_size":%d}}],
             "outputs":[{"name":"similarity"}]}
            """
                .formatted(images.length, reference.length, floats.capacity()),
            binary.toByteArray());

    assertThat(answer.values("similarity"))
        .isEqualTo(direct.values(images, 2, reference, Set.of("similarity")).get("similarity"));
  }

  private static String input(int count, String data) {
    return "{\"name\":\"image\",\"shape\":[%d,1,28,28],\"datatype\":\"UINT8\",\"data\":%s}"
        .formatted(count, data);
  }

  private static String json(byte[] bytes) {
    assertThat(bytes.length % 28).isZero();
    return IntStream.range(0, bytes.length)
        .mapToObj(i -> Integer.toString(bytes[i] & 0xff))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
