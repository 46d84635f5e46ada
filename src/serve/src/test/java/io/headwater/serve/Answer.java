package io.headwater.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a server answered over HTTP. */
record Answer(HttpResponse<byte[]> response) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_LENGTH = "Inference-Header-Content-Length";

  static Answer get(String url) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url)).GET());
  }

  static Answer post(String url, String json) throws IOException, InterruptedException {
    return post(url, BodyPublishers.ofString(json));
  }

  static Answer post(String url, BodyPublisher body) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url)).POST(body));
  }

  /** JSON, and binary tensors after it. */
  static Answer post(String url, String json, byte[] binary)
      throws IOException, InterruptedException {
    byte[] head = json.getBytes(StandardCharsets.UTF_8);
    byte[] body = Arrays.copyOf(head, head.length + binary.length);
    System.arraycopy(binary, 0, body, head.length, binary.length);
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header(JSON_LENGTH, Integer.toString(head.length))
            .POST(BodyPublishers.ofByteArray(body)));
  }

  int status() {
    return response.statusCode();
  }

  /** The body, or what comes before its binary tensors. */
  JsonNode json() throws IOException {
    return JSON.readTree(Arrays.copyOf(response.body(), jsonLength()));
  }

  /** The binary tensors, one after the other. */
  float[] binary() {
    ByteBuffer rest =
        ByteBuffer.wrap(response.body(), jsonLength(), response.body().length - jsonLength());
    float[] floats = new float[rest.remaining() / Float.BYTES];
    rest.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  /** The output of that name. */
  JsonNode output(String name) throws IOException {
    for (JsonNode output : json().get("outputs")) {
      if (output.get("name").asText().equals(name)) {
        return output;
      }
    }
    throw new AssertionError("no output " + name + " in " + json());
  }

  /** Its data. */
  float[] values(String name) throws IOException {
    JsonNode data = output(name).get("data");
    float[] values = new float[data.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) data.get(i).asDouble();
    }
    return values;
  }

  /** The one sentence of a refusal, which has that status. */
  String refusal(int status) throws IOException {
    assertThat(status()).as(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(status);
    assertThat(json().fieldNames()).toIterable().containsExactly("error");
    String sentence = json().get("error").asText();
    assertThat(sentence.lines()).hasSize(1);
    return sentence;
  }

  private int jsonLength() {
    return response
        .headers()
        .firstValue(JSON_LENGTH)
        .map(Integer::parseInt)
        .orElse(response.body().length);
  }

  private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return new Answer(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
  }
}
