package io.headwater.serve;

import io.headwater.serve.RequestRefusedException.Reason;
import io.headwater.serve.batch.Batcher;
import io.headwater.serve.protocol.Inference;
import io.headwater.serve.protocol.InferenceReader;
import io.headwater.serve.protocol.InferenceWriter;
import io.headwater.serve.protocol.InferenceWriter.Answer;
import io.headwater.serve.protocol.ModelSignature;
import io.headwater.snapshots.LiveModel;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.OnnxModel;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What Open Inference Protocol 2 asks for. */
final class ProtocolEndpoints {
  private static final String JSON_LENGTH = "Inference-Header-Content-Length";
  private static final String UNPACKAGED = "0";

  private final int maxImages;
  private final RequestBodies bodies;
  private final LiveModel live;
  private final Batcher batcher;

  /**
   * @param maxImages of a request
   */
  ProtocolEndpoints(int maxImages, RequestBodies bodies, LiveModel live, Batcher batcher) {
    this.maxImages = maxImages;
    this.bodies = bodies;
    this.live = live;
    this.batcher = batcher;
  }

  void server(Context request) throws IOException {
    String version = ProtocolEndpoints.class.getPackage().getImplementationVersion();
    Answers.json(
        request,
        Map.of(
            "name",
            "headwater",
            "version",
            Objects.requireNonNullElse(version, UNPACKAGED),
            "extensions",
            List.of("binary_tensor_data")));
  }

  void live(Context request) throws IOException {
    Answers.json(request, Map.of("live", true));
  }

  void ready(Context request) throws IOException {
    requireModel(live);
    Answers.json(request, Map.of("ready", true));
  }

  void model(Context request) throws IOException {
    requireNamed(request);
    ModelSignature signature =
        live.use(
            model -> {
              requireVersion(request, model.manifest());
              return ModelSignature.of(model);
            });
    Answers.json(request, signature);
  }

  void modelReady(Context request) throws IOException {
    Manifest manifest = requireNamed(request);
    requireVersion(request, manifest);
    Answers.json(request, Map.of("name", manifest.model(), "ready", true));
  }

  void infer(Context request) throws Exception {
    requireNamed(request);
    bodies.use(
        request.req(),
        body -> {
          int jsonLength = jsonLength(request, body);
          Answer answer = live.use(model -> infer(request, model, body, jsonLength));
          if (answer.hasBinary()) {
            request.header(JSON_LENGTH, Integer.toString(answer.jsonLength()));
          }
          Answers.bytes(request, answer.hasBinary() ? Answers.BINARY : Answers.JSON, answer.body());
        });
  }

  /** With one model from its reading to its answer, whatever is swapped meanwhile. */
  private Answer infer(Context request, OnnxModel model, byte[] body, int jsonLength) {
    requireVersion(request, model.manifest());
    ModelSignature signature = ModelSignature.of(model);
    int most = Math.min(maxImages, model.maxImages());
    Inference inference = new InferenceReader(signature, most).read(body, jsonLength);
    return InferenceWriter.write(signature, inference, batcher.score(model, inference.work()));
  }

  /**
   * @throws RequestRefusedException if there is none yet
   */
  static Manifest requireModel(LiveModel live) {
    return live.manifest()
        .orElseThrow(
            () ->
                new RequestRefusedException(
                    Reason.NOT_READY,
                    "there is no model yet: no snapshot has come; see /v2/health/ready"));
  }

  private Manifest requireNamed(Context request) {
    Manifest manifest = requireModel(live);
    String name = request.pathParam("model");
    if (!manifest.model().equals(name)) {
      throw new RequestRefusedException(
          Reason.NOT_FOUND,
          "there is no model '%s' here; '%s' is served".formatted(name, manifest.model()));
    }
    return manifest;
  }

  private static void requireVersion(Context request, Manifest manifest) {
    String version = request.pathParamMap().get("version");
    if (version != null && !version.equals(Long.toString(manifest.version()))) {
      throw new RequestRefusedException(
          Reason.NOT_FOUND,
          "version %s of model '%s' is not served; version %s is, the live one: ask without a version"
              .formatted(version, manifest.model(), manifest.version()));
    }
  }

  private static int jsonLength(Context request, byte[] body) {
    String length = request.header(JSON_LENGTH);
    if (length == null) {
      return body.length;
    }
    if (!length.matches("\\d{1,10}") || Long.parseLong(length) > body.length) {
      throw RequestRefusedException.wrong(
          "the header %s is '%s'; it must be the length of the JSON, at most that of the body, %d",
          JSON_LENGTH, length, body.length);
    }
    return Integer.parseInt(length);
  }
}
