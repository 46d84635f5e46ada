package io.headwater.cli.snapshots.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import io.headwater.snapshots.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * MLflow's model registry over REST 2.0 (mlflow/protos/model_registry.proto: CreateRegisteredModel,
 * CreateModelVersion, SetRegisteredModelAlias).
 */
record MlflowRegistry(URI server, MlflowLogin login) {
  private static final String API = "/api/2.0/mlflow/";
  private static final String ALREADY_EXISTS = "RESOURCE_ALREADY_EXISTS";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final int OK = 200;
  private static final int SHOWN = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws CommandFailure if the server's URL is none that it can be asked by
   */
  MlflowRegistry {
    if (server.getRawUserInfo() != null) {
      throw CommandFailure.environment(
          "--registry has a user in it; leave that out, and set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD instead",
          null);
    }
    boolean isHttp = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
    if (!isHttp || server.getHost() == null) {
      throw CommandFailure.environment(
          "--registry is '%s'; it must be a URL such as http://localhost:5000".formatted(server),
          null);
    }
  }

  /** What the server said. */
  private record Answer(int status, JsonNode body) {
    boolean isOk() {
      return status == OK;
    }

    String words() {
      String message = body.path("message").asText(body.toString()).replaceAll("\\p{Cntrl}", " ");
      return message.substring(0, Math.min(SHOWN, message.length()));
    }
  }

  /**
   * Makes the model if there is none, makes a version of it, and points the alias at that.
   *
   * @param source URI of the folder, as the server sees it
   * @return the registry's version
   * @throws CommandFailure if the server is not there, or refuses
   */
  String register(Manifest manifest, String source, String alias) throws InterruptedException {
    String name = manifest.model();
    Answer model = post("registered-models/create", Map.of("name", name));
    if (!model.isOk() && !model.body().path("error_code").asText().equals(ALREADY_EXISTS)) {
      throw refused("to make the model '%s'".formatted(name), model);
    }
    Answer version = post("model-versions/create", version(manifest, source));
    String number = version.body().path("model_version").path("version").asText();
    if (!version.isOk() || number.isEmpty()) {
      throw refused("to make a version of '%s' from %s".formatted(name, source), version);
    }
    Answer pointed =
        post("registered-models/alias", Map.of("name", name, "alias", alias, "version", number));
    if (!pointed.isOk()) {
      throw refused("to point the alias '%s' at version %s".formatted(alias, number), pointed);
    }
    return number;
  }

  private static Map<String, Object> version(Manifest manifest, String source) {
    Map<String, Object> version = new LinkedHashMap<>();
    version.put("name", manifest.model());
    version.put("source", source);
    version.put(
        "description",
        "Snapshot %d, after %,d examples"
            .formatted(manifest.version(), manifest.provenance().lineage().examples()));
    version.put(
        "tags",
        SourceTags.of(manifest).entrySet().stream()
            .map(tag -> Map.of("key", tag.getKey(), "value", tag.getValue()))
            .toList());
    return version;
  }

  private Answer post(String path, Map<String, Object> body) throws InterruptedException {
    String base = server.toString().replaceAll("/+$", "");
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + API + path))
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
      login.authorization().ifPresent(value -> request.header("Authorization", value));
      HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
      HttpResponse<InputStream> response =
          client.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        return new Answer(response.statusCode(), read(in.readNBytes(MAX_ANSWER_BYTES)));
      }
    } catch (IOException e) {
      throw CommandFailure.environment(
          "no MLflow server answers at %s (%s); start it, or correct --registry"
              .formatted(server, Reason.of(e)),
          e);
    }
  }

  private static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return JSON.createObjectNode().put("message", "an answer that is no JSON");
    }
  }

  private CommandFailure refused(String what, Answer answer) {
    return CommandFailure.failed(
        "MLflow at %s refused %s: %s (status %d)"
            .formatted(server, what, answer.words(), answer.status()),
        null);
  }
}
