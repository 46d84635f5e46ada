package io.headwater.cli.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.CommandRun;
import io.headwater.cli.ExitCode;
import io.headwater.cli.produce.FiveTasks;
import io.headwater.cli.produce.SentEvents;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.LabelledImage;
import io.headwater.serve.GarmentSnapshots;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server, asked as Label Studio asks. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class ServeLabelsCommandTest {
  private static final Pattern URL = Pattern.compile("listening at (\\S+) for Label Studio");
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EmbeddedKafka kafka = EmbeddedKafka.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final StringWriter out = new StringWriter();
  private Thread command;
  private Path config;
  private String url;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    config = FiveTasks.in(directory, "labels", kafka).file();
    Path secret = Files.writeString(directory.resolve("secret.txt"), SECRET + "\n");
    Path media = LabelStudioFiles.writeMedia(directory);
    command =
        new Thread(
            () ->
                CommandRun.run(
                    out,
                    new StringWriter(),
                    "labels",
                    "serve",
                    "--config",
                    config.toString(),
                    "--images",
                    media.toString(),
                    "--port",
                    "0",
                    "--secret",
                    secret.toString()));
    command.start();
    Matcher listening = URL.matcher(waitFor("listening at .* for Label Studio"));
    assertThat(listening.find()).isTrue();
    url = listening.group(1);
  }

  @AfterAll
  void stop() throws InterruptedException {
    command.interrupt();
    command.join();
    kafka.close();
  }

  @Test
  void annotationsBecomeEventsAndUpdatesLaterLabelsOfTheSameId() throws Exception {
    HttpResponse<String> created =
        post("/webhook", LabelStudioFiles.read("annotation-created.json"));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    HttpResponse<String> updated =
        post("/webhook", LabelStudioFiles.read("annotation-updated.json"));
    assertThat(updated.statusCode()).as(updated.body()).isEqualTo(201);

    String id = "label-studio/project-2/task-19/annotation-17";
    List<LabelledImage> events =
        SentEvents.in("labels-garment", kafka).stream()
            .filter(event -> event.getId().equals(id))
            .toList();
    assertThat(events).hasSize(2);
    assertThat(events.get(0).getLabels()).containsEntry("garment", new ClassLabel(7));
    assertThat(events.get(1).getLabels())
        .containsEntry("garment", new ClassLabel(8))
        .containsEntry("location", new BoxLabel(true, .5f, .625f, .5f, .25f));
    assertThat(events.get(1).getEventTime()).isAfter(events.get(0).getEventTime());
    waitFor("sent " + id + " \\(garment, location\\) to labels-garment");
  }

  @Test
  void otherEventsAreIgnoredPolitely() throws Exception {
    HttpResponse<String> answer = post("/webhook", LabelStudioFiles.read("tasks-created.json"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body()).path("status").asText()).isEqualTo("ignored");
  }

  @Test
  void whatCannotBeLearnedFromIsRefusedByName() throws Exception {
    String body =
        LabelStudioFiles.read("annotation-created.json").replace("sneaker\"\n", "hat\"\n");
    HttpResponse<String> answer = post("/webhook", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("annotation 17: 'hat' is no class of task 'garment'");
    waitFor("refused annotation 17: 'hat' is no class");

    assertThat(post("/webhook", "[]").body()).contains("the body is no JSON object");
    assertThat(post("/webhook", "{\"action\": ").body()).contains("the body is no JSON");
    assertThat(
            post("/webhook", "{\"action\": \"ANNOTATION_CREATED\", \"annotation\": {\"task\": 1}}")
                .body())
        .contains("the body has no 'task' with its image");
    HttpResponse<String> large = post("/webhook", " ".repeat((32 << 20) + 1));
    assertThat(large.statusCode()).isEqualTo(413);
  }

  @Test
  void withoutTheSecretAsFormOrByAnotherNameNobodyIsAnswered() throws Exception {
    String body = LabelStudioFiles.read("annotation-created.json");
    assertThat(send(request("/webhook").POST(BodyPublishers.ofString(body))).statusCode())
        .isEqualTo(401);
    assertThat(
            send(request("/webhook")
                    .header("X-Headwater-Secret", SECRET + "0")
                    .POST(BodyPublishers.ofString(body)))
                .statusCode())
        .isEqualTo(401);
    HttpResponse<String> form =
        send(
            HttpRequest.newBuilder(URI.create(url + "/webhook"))
                .header("Content-Type", "text/plain")
                .header("X-Headwater-Secret", SECRET)
                .POST(BodyPublishers.ofString(body)));
    assertThat(form.statusCode()).isEqualTo(415);
    assertThat(form.body()).contains("it must be application/json");
    String basic =
        Base64.getEncoder().encodeToString(("any:" + SECRET).getBytes(StandardCharsets.UTF_8));
    assertThat(send(request("/health").header("Authorization", "Basic " + basic)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void theLiveSnapshotGivesPreLabels() throws Exception {
    GarmentSnapshots.publish(kafka, "labels-snapshots", GarmentSnapshots.records(2));
    waitFor("pre-labels by ");

    JsonNode setup = JSON.readTree(post("/setup", LabelStudioFiles.read("setup.json")).body());
    assertThat(setup.path("model_version").asText()).isEqualTo("garments-2");
    HttpResponse<String> answer = post("/predict", LabelStudioFiles.read("predict.json"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode results = JSON.readTree(answer.body()).path("results");
    assertThat(results).hasSize(2);
    JsonNode choice = results.at("/0/result/0");
    assertThat(choice.path("from_name").asText()).isEqualTo("garment");
    assertThat(choice.path("to_name").asText()).isEqualTo("image");
    assertThat(choice.path("type").asText()).isEqualTo("choices");
    assertThat(choice.at("/value/choices/0").asText()).isIn("shirt", "shoe", "bag");
    assertThat(choice.path("score").asDouble()).isBetween(1 / 3.0 - 1e-6, 1.0);
    assertThat(choice.path("original_width").asInt()).isEqualTo(28);
    assertThat(results.at("/0/model_version").asText()).isEqualTo("garments-2");
    assertThat(results.at("/1/result")).as("its image is missing").isEmpty();
    waitFor("no pre-labels for task 20: there is no file ");
    assertThat(post("/predict", "{\"tasks\": [], \"label_config\": \"<View>\"}").body())
        .contains("the labelling configuration is no XML");
  }

  @Test
  void mistakesOfTheCommandAreSaidInOneSentence(@TempDir Path directory) throws IOException {
    assertThat(
            CommandRun.of("labels", "serve", "--config", config.toString(), "--host", "0.0.0.0")
                .complaint(ExitCode.USAGE))
        .contains("--host is 0.0.0.0, where others can send labels: give --secret FILE as well");
    Path weak = Files.writeString(directory.resolve("weak.txt"), "secret\n");
    assertThat(
            CommandRun.of(
                    "labels", "serve", "--config", config.toString(), "--secret", weak.toString())
                .complaint(ExitCode.USAGE))
        .contains("weak.txt has 6 bytes; a secret needs 16");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(
        request(path).header("X-Headwater-Secret", SECRET).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
  }

  /** What was said so far, once a line of it matches. */
  private String waitFor(String line) {
    Pattern pattern = Pattern.compile(line);
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!pattern.matcher(out.toString()).find()) {
      assertThat(System.nanoTime()).as("no '%s' in: %s", line, out).isLessThan(deadline);
      LockSupport.parkNanos(POLL_NANOS);
    }
    return out.toString();
  }
}
