package io.headwater.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What Flink's REST API (v1) tells of a job. */
public final class FlinkRest {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 4 << 20;
  private static final int OK = 200;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
  private final URI address;

  /**
   * @param address such as http://localhost:8081
   */
  public FlinkRest(URI address) {
    this.address = address;
  }

  /** The id of the job that runs under that name; of the only one, if none has that name. */
  public Optional<String> job(String name) throws IOException, InterruptedException {
    Map<String, String> ids = new TreeMap<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      if (job.path("end-time").asLong(-1) < 0) {
        ids.put(job.path("name").asText(), job.path("jid").asText());
      }
    }
    return Optional.ofNullable(ids.get(name))
        .or(() -> ids.size() == 1 ? ids.values().stream().findFirst() : Optional.empty());
  }

  /** How the job is, in Flink's words, such as RUNNING or RESTARTING. */
  public String state(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job).path("state").asText();
  }

  /** The checkpoint that was completed last; empty if none was. */
  public Optional<FlinkCheckpoint> lastCheckpoint(String job)
      throws IOException, InterruptedException {
    JsonNode last = get("/jobs/" + job + "/checkpoints").at("/latest/completed");
    return last.path("id").isNumber()
        ? Optional.of(
            new FlinkCheckpoint(
                last.path("id").asLong(),
                Instant.ofEpochMilli(last.path("latest_ack_timestamp").asLong()),
                Duration.ofMillis(last.path("end_to_end_duration").asLong())))
        : Optional.empty();
  }

  /** Numbers of Flink's metrics of the job, by name; those that there are not yet are left out. */
  public Map<String, Double> metrics(String job, String... names)
      throws IOException, InterruptedException {
    Map<String, Double> metrics = new TreeMap<>();
    for (JsonNode metric : get("/jobs/" + job + "/metrics?get=" + String.join(",", names))) {
      metrics.put(metric.path("id").asText(), metric.path("value").asDouble(Double.NaN));
    }
    return metrics;
  }

  /** The first line of why the job failed last; empty if it did not. */
  public Optional<String> lastFailure(String job) throws IOException, InterruptedException {
    JsonNode entries = get("/jobs/" + job + "/exceptions").at("/exceptionHistory/entries");
    return entries.isEmpty()
        ? Optional.empty()
        : entries.get(0).path("stacktrace").asText().lines().findFirst();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(ANSWER_WITHIN).build();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(MOST_BYTES);
      if (response.statusCode() != OK) {
        throw new IOException(
            "Flink answers %d to %s".formatted(response.statusCode(), request.uri()));
      }
      return json.readTree(bytes);
    }
  }
}
