package io.headwater.cli.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The dashboard of a job as it runs, and its page in Chromium. */
@Timeout(180)
class DashboardTest {
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final long POLL_NANOS = 50_000_000;
  private static final int WIDE = 1280;
  private static final int PHONE = 390;

  /** Where screenshots go, for people to look at. */
  private static final Path SHOTS = Path.of("target", "screenshots");

  @TempDir private static Path checkpoints;
  private static LiveJob job;
  private static URI page;
  private static @Nullable Browser browser;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @BeforeAll
  static void start() {
    job = new LiveJob(checkpoints);
    page = job.dashboard().address();
    job.sendBad();
    job.send(400);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    job.close();
  }

  /** One for all tests, opened when the first needs it. */
  private static Browser browser() {
    if (browser == null) {
      browser = Browser.open();
    }
    return browser;
  }

  @Test
  void hasWhatTheTopicsAndFlinkTell() throws Exception {
    JsonNode board =
        awaitBoard(
            each ->
                each.at("/snapshots/0/examples").asLong() == 400
                    && each.at("/samples").size() >= 8
                    && each.at("/rejected").size() == 3
                    && each.at("/series").has("checkpoint/duration")
                    && lag(each) == 0);

    assertThat(names(board.at("/series")))
        .contains("loss/garment", "score/edges", "weight/location", "loss/similarity")
        .contains("rate/learned", "rate/arrived", "age/newest snapshot", "lag/page-garment");
    assertThat(board.at("/series/weight~1edges/v/0").asDouble()).isCloseTo(0.4, within(1e-9));
    assertThat(board.at("/snapshots/0/scores").size()).isEqualTo(4);
    assertThat(board.at("/rejectedByReason/NOT_AVRO").asInt()).isEqualTo(1);
    assertThat(board.at("/rejectedByReason/LABEL_OUT_OF_RANGE").asInt()).isEqualTo(1);
    assertThat(names(board.at("/sources")))
        .containsExactlyInAnyOrder("flink", "metrics", "rejected", "snapshots", "topics");
    board.at("/sources").forEach(trouble -> assertThat(trouble.asText()).isEmpty());
  }

  @Test
  void picturesOfRejectedEventsAreServed() throws Exception {
    JsonNode board = awaitBoard(each -> each.at("/rejected").size() == 3);

    List<JsonNode> pictures = new ArrayList<>();
    board.at("/rejected").forEach(each -> pictures.add(each.path("picture")));
    assertThat(pictures).filteredOn(JsonNode::isNull).as("of the event that is no Avro").hasSize(1);
    for (JsonNode picture : pictures) {
      if (!picture.isNull()) {
        assertThat(picture.path("width").asInt()).isEqualTo(40);
        HttpResponse<byte[]> png = get(picture.path("path").asText());
        assertThat(png.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(png.body()).startsWith(0x89, 'P', 'N', 'G');
      }
    }
  }

  @Test
  void tellsOfChangesAsTheyCome() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(page.resolve("/live")).build();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
      List<String> kinds = new ArrayList<>();
      while (!kinds.contains("points")) {
        String line = lines.readLine();
        if (line.startsWith("data: ")) {
          kinds.add(json.readTree(line.substring("data: ".length())).path("kind").asText());
        }
      }
      assertThat(kinds.get(0)).isEqualTo("board");
    }
  }

  @Test
  void answersNothingButWhatItHas() throws Exception {
    assertThat(get("/../pom.xml").statusCode()).isEqualTo(404);
    assertThat(get("/images/../page.js").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(page).POST(BodyPublishers.ofString("anything")).build();
    assertThat(http.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    assertThat(get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
  }

  @Test
  void thePageShowsAllOfItInBothWidthsAndColours() throws Exception {
    awaitBoard(each -> each.at("/samples").size() >= 8 && each.at("/rejected").size() == 3);
    Files.createDirectories(SHOTS);
    Browser shown = browser();
    for (int width : List.of(WIDE, PHONE)) {
      for (boolean dark : List.of(false, true)) {
        shown.view(width, dark);
        shown.go(page);
        shown.await("document.querySelector('#connection').dataset.state === 'live'");
        shown.await("document.querySelectorAll('#tasks tr').length === 4");
        shown.await("document.querySelectorAll('.plot-card:not([hidden]) canvas').length >= 6");
        shown.await("document.querySelectorAll('#sample-list .frame .over').length > 0");
        shown.await("document.querySelectorAll('#sample-list rect.said').length > 0");
        shown.await("[...document.images].every(each => each.complete && each.naturalWidth)");
        assertThat(shown.text("document.scrollingElement.scrollWidth <= innerWidth"))
            .as("nothing is wider than the window")
            .isEqualTo("true");
        shown.screenshot(SHOTS.resolve(width + (dark ? "-dark.png" : "-light.png")));
      }
    }
    assertThat(shown.complaints()).isEmpty();
  }

  @Test
  void textFromElsewhereIsNeverMarkup() throws Exception {
    awaitBoard(each -> each.at("/rejected").size() == 3);
    Browser shown = browser();
    shown.view(WIDE, false);
    shown.go(page);
    shown.await("document.querySelector('#rejected-list').innerText.includes('onerror')");
    assertThat(shown.text("document.querySelectorAll('[onerror], [src=x]').length")).isEqualTo("0");
  }

  @Test
  void theKeyboardReachesEverythingInOrder() {
    Browser shown = browser();
    shown.view(WIDE, false);
    shown.go(page);
    shown.await("document.querySelectorAll('.plot-card:not([hidden])').length >= 6");

    shown.press(Keys.TAB);
    assertThat(shown.text("document.activeElement.textContent")).isEqualTo("Skip to the figures");
    List<String> reached = new ArrayList<>();
    for (String id = ""; !id.startsWith("SUMMARY"); reached.add(id)) {
      shown.press(Keys.TAB);
      id = shown.text("(e => e.tagName + ' ' + (e.id || e.textContent))(document.activeElement)");
      assertThat(shown.text("getComputedStyle(document.activeElement).outlineStyle"))
          .as(id)
          .isNotEqualTo("none");
    }
    assertThat(reached)
        .containsExactly(
            "SELECT range",
            "SELECT theme",
            "A Now",
            "A Over time",
            "A Predictions",
            "A Snapshots",
            "A Rejected",
            "A Events",
            "SUMMARY Table of score");
    shown.press(Keys.ENTER);
    shown.await("document.querySelectorAll('details[open] tbody tr').length >= 4");
  }

  @Test
  void coloursFollowTheSystemUntilTheyAreChosen() {
    Browser shown = browser();
    shown.view(WIDE, true);
    shown.go(page);
    String dark = shown.text("getComputedStyle(document.body).backgroundColor");
    shown.run(
        "const theme = document.querySelector('#theme'); theme.value = 'light';"
            + " theme.dispatchEvent(new Event('change'))");
    String light = shown.text("getComputedStyle(document.body).backgroundColor");
    assertThat(light).isNotEqualTo(dark);
    shown.go(page);
    shown.await("document.querySelector('#theme').value === 'light'");
    assertThat(shown.text("getComputedStyle(document.body).backgroundColor")).isEqualTo(light);
    shown.run("localStorage.clear()");
  }

  @Test
  void aScreenReaderFindsItsWay() {
    Browser shown = browser();
    shown.view(WIDE, false);
    shown.go(page);
    shown.await("document.querySelectorAll('.plot-card:not([hidden])').length >= 6");
    assertThat(shown.text("document.querySelectorAll('header, nav, main').length")).isEqualTo("3");
    assertThat(shown.text("document.querySelectorAll('img:not([alt])').length")).isEqualTo("0");
    assertThat(shown.text("document.querySelectorAll('section:not([aria-labelledby])').length"))
        .isEqualTo("0");
    shown.await(
        "[...document.querySelectorAll('.plot-card:not([hidden]) [role=img]')]"
            + ".every(each => /latest: /.test(each.ariaLabel))");
  }

  private JsonNode awaitBoard(Predicate<JsonNode> wanted) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    JsonNode board = board();
    while (!wanted.test(board)) {
      assertThat(System.nanoTime()).as(board::toPrettyString).isLessThan(deadline);
      LockSupport.parkNanos(POLL_NANOS);
      board = board();
    }
    return board;
  }

  private JsonNode board() throws IOException, InterruptedException {
    return json.readTree(get("/board.json").body());
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(page + path.substring(1))).build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  private static long lag(JsonNode board) {
    long lag = 0;
    for (String name : names(board.at("/series"))) {
      if (name.startsWith("lag/")) {
        JsonNode values = board.at("/series").path(name).path("v");
        lag += values.path(values.size() - 1).asLong();
      }
    }
    return lag;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
