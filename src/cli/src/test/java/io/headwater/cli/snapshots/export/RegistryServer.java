package io.headwater.cli.snapshots.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP server that takes requests as MLflow's registry does, and no others: methods, paths,
 * fields and which of them must be there are those of mlflow/protos/model_registry.proto (commit
 * 05e6cc9b8487945522c87e3f1a9ffc04eb2ecc2d), whose "validate_required" are marked with '!'.
 */
final class RegistryServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String MODELS = "/api/2.0/mlflow/registered-models/create";
  private static final String VERSIONS = "/api/2.0/mlflow/model-versions/create";
  private static final String ALIASES = "/api/2.0/mlflow/registered-models/alias";

  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          MODELS, Set.of("name!", "tags", "description"),
          VERSIONS, Set.of("name!", "source!", "run_id", "tags", "run_link", "description"),
          ALIASES, Set.of("name!", "alias!", "version!"));

  private final HttpServer server;
  private final boolean refuses;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** One that was taken. */
  record Request(String path, JsonNode body) {}

  private RegistryServer(HttpServer server, boolean refuses) {
    this.server = server;
    this.refuses = refuses;
  }

  /** It has the model already. */
  static RegistryServer start() throws IOException {
    return start(false);
  }

  /** It takes no version. */
  static RegistryServer refusing() throws IOException {
    return start(true);
  }

  private static RegistryServer start(boolean refuses) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RegistryServer registry = new RegistryServer(server, refuses);
    server.createContext("/", registry::answer);
    server.start();
    return registry;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Request> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    String fault = fault(exchange, path, body);
    if (!fault.isEmpty()) {
      send(exchange, 400, error("INVALID_PARAMETER_VALUE", fault));
      return;
    }
    requests.add(new Request(path, body));
    if (path.equals(MODELS)) {
      send(exchange, 400, error("RESOURCE_ALREADY_EXISTS", "Registered Model exists."));
    } else if (path.equals(VERSIONS) && refuses) {
      send(
          exchange, 400, error("INVALID_PARAMETER_VALUE", "Invalid model version source: 'file'."));
    } else if (path.equals(VERSIONS)) {
      send(
          exchange,
          200,
          Map.of(
              "model_version",
              Map.of("name", body.get("name").asText(), "version", "7", "status", "READY")));
    } else {
      send(exchange, 200, Map.of());
    }
  }

  private static String fault(HttpExchange exchange, String path, JsonNode body) {
    Set<String> fields = FIELDS.get(path);
    if (!exchange.getRequestMethod().equals("POST") || fields == null) {
      return "no endpoint " + exchange.getRequestMethod() + " " + path;
    }
    Set<String> unknown = new TreeSet<>();
    body.fieldNames().forEachRemaining(unknown::add);
    for (String field : fields) {
      String name = field.replace("!", "");
      unknown.remove(name);
      JsonNode value = body.get(name);
      if (value == null ? field.endsWith("!") : !isRight(name, value)) {
        return "field " + name + " is " + value;
      }
    }
    return unknown.isEmpty() ? "" : "unknown fields " + unknown;
  }

  /** Strings all, but for the tags: {@code repeated ModelVersionTag}, of a key and a value. */
  private static boolean isRight(String name, JsonNode value) {
    if (!name.equals("tags")) {
      return value.isTextual();
    }
    for (JsonNode tag : value) {
      if (tag.size() != 2 || !tag.path("key").isTextual() || !tag.path("value").isTextual()) {
        return false;
      }
    }
    return value.isArray();
  }

  private static Map<String, String> error(String code, String message) {
    return Map.of("error_code", code, "message", message);
  }

  private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] bytes = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
