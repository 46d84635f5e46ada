package io.headwater.cli.labels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headwater.serve.Answers;
import io.headwater.serve.HttpServer;
import io.headwater.serve.RequestBodies;
import io.headwater.serve.RequestRefusedException;
import io.headwater.serve.RequestRefusedException.Reason;
import io.headwater.serve.ServeConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Label Studio asks for: its webhooks (docs/source/guide/webhook_reference.md of
 * HumanSignal/label-studio), and the API of a machine learning backend (label_studio_ml/api.py of
 * HumanSignal/label-studio-ml-backend).
 */
final class LabelServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LabelServer.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer http = new HttpServer();
  private final Gate gate;
  private final RequestBodies bodies;

  private LabelServer(Gate gate, RequestBodies bodies) {
    this.gate = gate;
    this.bodies = bodies;
  }

  /** Answers a request that has a body. */
  private interface Answer {
    Reply to(JsonNode body) throws Exception;
  }

  /**
   * Listens as soon as it returns.
   *
   * @throws io.headwater.serve.AddressInUseException if it can't listen there
   */
  static LabelServer start(ServeConfig config, Gate gate, Webhooks webhooks, PreLabels preLabels) {
    LabelServer server = new LabelServer(gate, new RequestBodies(config.limits()));
    server.post("/webhook", webhooks::receive);
    server.post("/setup", body -> Reply.ok(preLabels.setup()));
    server.post("/predict", body -> Reply.ok(preLabels.predict(body)));
    server.health("/", preLabels);
    server.health("/health", preLabels);
    server.addRefusals();
    server.http.listen(config);
    return server;
  }

  String url() {
    return http.url();
  }

  @Override
  public void close() {
    http.close();
  }

  private void post(String path, Answer answer) {
    http.routes()
        .post(
            path,
            request -> {
              gate.require(request);
              bodies.use(
                  request.req(),
                  body -> {
                    Reply reply = answer.to(read(body));
                    request.status(reply.status());
                    Answers.json(request, reply.body());
                  });
            });
  }

  private void health(String path, PreLabels preLabels) {
    http.routes()
        .get(
            path,
            request -> {
              gate.require(request);
              Answers.json(request, preLabels.health());
            });
  }

  private void addRefusals() {
    http.routes().exception(RequestRefusedException.class, (e, request) -> refuse(request, e));
    http.routes()
        .exception(HttpResponseException.class, (e, request) -> refuse(request, refusal(e)));
    http.routes()
        .exception(
            Exception.class,
            (e, request) -> {
              LOG.error("{} failed", request.path(), e);
              refuse(
                  request,
                  new RequestRefusedException(Reason.FAILED, "the server failed; see its log"));
            });
  }

  private static void refuse(Context request, RequestRefusedException refusal) {
    if (refusal.reason() == Reason.UNAUTHORISED) {
      request.header("WWW-Authenticate", "Basic realm=\"headwater\"");
    }
    Answers.refuse(request, refusal);
  }

  private static RequestRefusedException refusal(HttpResponseException e) {
    return e.getStatus() == HttpStatus.METHOD_NOT_ALLOWED.getCode()
        ? new RequestRefusedException(Reason.WRONG_METHOD, "this path takes another method")
        : new RequestRefusedException(
            Reason.NOT_FOUND, "there are /webhook, /health, /setup and /predict here");
  }

  private static JsonNode read(byte[] body) throws IOException {
    try {
      JsonNode read = JSON.readTree(body);
      if (read.isObject()) {
        return read;
      }
      throw RequestRefusedException.wrong("the body is no JSON object");
    } catch (JsonProcessingException e) {
      throw RequestRefusedException.wrong("the body is no JSON: %s", e.getOriginalMessage());
    }
  }
}
