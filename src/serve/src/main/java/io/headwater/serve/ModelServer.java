package io.headwater.serve;

import io.headwater.serve.RequestRefusedException.Reason;
import io.headwater.serve.batch.Batcher;
import io.headwater.serve.predict.ImageFileReader;
import io.headwater.snapshots.LiveModel;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;

/**
 * Answers requests on a live model over HTTP: Open Inference Protocol 2 (KServe's
 * open-inference-protocol, REST), images as files, and metrics.
 */
public final class ModelServer implements AutoCloseable {
  private static final String MODEL = "/v2/models/{model}";
  private static final String VERSION = MODEL + "/versions/{version}";

  private final HttpServer http;

  private ModelServer(HttpServer http) {
    this.http = http;
  }

  /**
   * Listens as soon as it returns, also while there is no model yet.
   *
   * @param live stays open when this closes
   * @throws AddressInUseException if the port is taken, or the address is none of this machine
   */
  public static ModelServer start(
      ServeConfig config, LiveModel live, ServeMetrics metrics, ImageFileReader files) {
    HttpServer http = new HttpServer();
    Batcher batcher = new Batcher(config.limits().images(), config.runs(), metrics::scored);
    RequestBodies bodies = new RequestBodies(config.limits());
    addRoutes(
        new Routes(http.routes(), metrics),
        new ProtocolEndpoints(config.limits().images(), bodies, live, batcher),
        new ImageEndpoint(config.limits(), bodies, live, batcher, files));
    addRest(http.routes(), metrics);
    http.listen(config);
    return new ModelServer(http);
  }

  /** Where it listens. */
  public String url() {
    return http.url();
  }

  public int port() {
    return http.port();
  }

  @Override
  public void close() {
    http.close();
  }

  private static void addRoutes(Routes routes, ProtocolEndpoints protocol, ImageEndpoint images) {
    routes.add(HandlerType.GET, "server", protocol::server, "/v2");
    routes.add(HandlerType.GET, "live", protocol::live, "/v2/health/live");
    routes.add(HandlerType.GET, "ready", protocol::ready, "/v2/health/ready");
    routes.add(HandlerType.GET, "model", protocol::model, MODEL, VERSION);
    routes.add(
        HandlerType.GET, "model-ready", protocol::modelReady, MODEL + "/ready", VERSION + "/ready");
    routes.add(
        HandlerType.POST,
        ServeMetrics.INFER,
        protocol::infer,
        MODEL + "/infer",
        VERSION + "/infer");
    routes.add(HandlerType.POST, ServeMetrics.PREDICT, images::predict, "/predict");
  }

  private static void addRest(Javalin javalin, ServeMetrics metrics) {
    javalin.get(
        "/metrics", request -> Answers.bytes(request, ServeMetrics.CONTENT_TYPE, metrics.text()));
    javalin.exception(
        HttpResponseException.class, (e, request) -> Answers.refuse(request, refusal(e, request)));
  }

  private static RequestRefusedException refusal(HttpResponseException e, Context request) {
    return e.getStatus() == HttpStatus.METHOD_NOT_ALLOWED.getCode()
        ? new RequestRefusedException(
            Reason.WRONG_METHOD, "%s does not take %s".formatted(request.path(), request.method()))
        : new RequestRefusedException(
            Reason.NOT_FOUND,
            "there is no %s here; there are /v2, /predict and /metrics".formatted(request.path()));
  }

  private record Routes(Javalin javalin, ServeMetrics metrics) {
    void add(HandlerType method, String endpoint, Handler answer, String... paths) {
      for (String path : paths) {
        javalin.addHttpHandler(method, path, new Endpoint(endpoint, metrics, answer));
      }
    }
  }
}
