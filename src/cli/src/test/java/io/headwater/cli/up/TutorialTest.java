package io.headwater.cli.up;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.CommandProcess;
import io.headwater.cli.CommandProcess.End;
import io.headwater.cli.CommandRun;
import io.headwater.cli.ExitCode;
import io.headwater.cli.Followers;
import io.headwater.cli.images.Garment;
import io.headwater.cli.images.GarmentFiles;
import io.headwater.deploy.Repository;
import io.headwater.job.config.JobConfig;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.InputImages;
import io.headwater.snapshots.LiveModel;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.SnapshotFollower;
import io.headwater.snapshots.SnapshotListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands of src/docs/tutorial.md, as they stand there, on another port. */
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class TutorialTest {
  private static final Pattern COMMAND = Pattern.compile("(?m)^    \\./headwater (.+)$");
  private static final Pattern LEARNED =
      Pattern.compile("([\\d,]+) examples in [\\d,]+ steps  snapshot \\d+  class .*");
  private static final Pattern BROKER =
      Pattern.compile("^a broker listens on (127\\.0\\.0\\.1:\\d+);");
  private static final Pattern LISTENING = Pattern.compile("listening at (http://\\S+)/v2");
  private static final int IMAGES = 300;

  @TempDir private Path working;
  @TempDir private Path temporary;
  @TempDir private Path temporaryOfServer;

  private Path config = Path.of("");
  private double accuracy;
  private String servers = "";
  private String server = "";
  private long sent = Long.MAX_VALUE;

  @Test
  void fromAFolderOfImagesToAServedPrediction() throws Exception {
    List<List<String>> commands = commands();
    assertThat(commands)
        .extracting(words -> words.get(0))
        .startsWith("configs", "up", "produce", "predict", "serve");
    GarmentFiles.write(working.resolve("photos"), IMAGES);

    writeConfig(commands.get(0));
    List<String> up = new ArrayList<>(commands.get(1));
    up.set(1, config.toString());
    up.addAll(List.of("--port", "0", "--dashboard-port", "0"));
    List<String> produce = new ArrayList<>(commands.get(2));
    produce.set(1, working.resolve(produce.get(1)).toString());
    produce.set(produce.indexOf("--config") + 1, config.toString());

    End end =
        new CommandProcess(working, temporary, up.toArray(String[]::new))
            .endAfterCtrlC(line -> isDone(line, produce, commands));

    assertThat(end.exitCode()).as(end::toString).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(end.output())
        .anyMatch(line -> line.startsWith("a broker listens on 127.0.0.1:"))
        .anyMatch(line -> line.equals("created    photos-images"))
        .anyMatch(line -> line.startsWith("Flink's REST API: http://"))
        .anyMatch(line -> line.startsWith("dashboard: http://127.0.0.1:"))
        .anyMatch(line -> line.startsWith("stopped; "))
        .noneMatch(line -> line.contains("Exception"));
    assertThat(working.resolve("headwater-broker")).isDirectory();
    assertThat(working.resolve("headwater-checkpoints/photos")).isDirectory();
    assertThat(accuracy).as("of garments that were never sent").isGreaterThan(0.5);
  }

  /** The commands, as words, without what the shell does with their output. */
  private static List<List<String>> commands() throws IOException {
    String tutorial = Files.readString(Repository.file("src/docs/tutorial.md"));
    return COMMAND
        .matcher(tutorial)
        .results()
        .map(command -> List.of(command.group(1).split("#")[0].strip().split("\\s+")))
        .toList();
  }

  private void writeConfig(List<String> words) throws IOException {
    int to = words.indexOf(">");
    config = working.resolve(words.get(to + 1));
    List<String> command = new ArrayList<>(words.subList(0, to));
    command.set(command.indexOf("--from") + 1, working.resolve("photos").toString());
    CommandRun run = CommandRun.of(command.toArray(String[]::new));
    assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.OK);
    Files.writeString(config, run.out());
  }

  /** Sends the images once the job runs; scores the snapshot that has learned from all. */
  private boolean isDone(String line, List<String> produce, List<List<String>> commands) {
    Matcher broker = BROKER.matcher(line);
    if (broker.find()) {
      servers = broker.group(1);
      produce.addAll(List.of("--kafka", servers));
    }
    if (line.startsWith("training 'photos'")) {
      CommandRun run = CommandRun.of(produce.toArray(String[]::new));
      assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.OK);
      sent = IMAGES * Long.parseLong(produce.get(produce.indexOf("--passes") + 1));
    }
    Matcher learned = LEARNED.matcher(line);
    if (!learned.matches() || Long.parseLong(learned.group(1).replace(",", "")) < sent) {
      return false;
    }
    accuracy = accuracy();
    predict(changed(commands.get(3)));
    serve(changed(commands.get(4)));
    return true;
  }

  /** The command with the test's broker and files. */
  private List<String> changed(List<String> command) {
    List<String> changed = new ArrayList<>(command);
    changed.set(changed.indexOf("--kafka") + 1, servers);
    changed.replaceAll(word -> word.startsWith("photos/") ? anyImage().toString() : word);
    changed.replaceAll(word -> word.equals("seen.png") ? working.resolve(word).toString() : word);
    return changed;
  }

  private Path anyImage() {
    try (Stream<Path> files = Files.walk(working.resolve("photos"))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void predict(List<String> command) {
    assertThat(CommandRun.of(command.toArray(String[]::new)).done()).contains("class");
    assertThat(working.resolve("seen.png")).isNotEmptyFile();
  }

  /** Asks the server for the prediction of an image, as curl does on the page. */
  private void serve(List<String> command) {
    List<String> onAnyPort = new ArrayList<>(command);
    onAnyPort.addAll(List.of("--port", "0"));
    try {
      End end =
          new CommandProcess(working, temporaryOfServer, onAnyPort.toArray(String[]::new))
              .endAfterCtrlC(this::isServed);
      assertThat(end.exitCode()).as(end::toString).isEqualTo(ExitCode.INTERRUPTED);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean isServed(String line) {
    Matcher listens = LISTENING.matcher(line);
    if (listens.find()) {
      server = listens.group(1);
    }
    if (!line.startsWith("serving ")) {
      return false;
    }
    assertThat(answer(server + "/predict")).contains("\"class\"");
    return true;
  }

  private String answer(String address) {
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(address))
                      .POST(BodyPublishers.ofByteArray(GarmentFiles.png(0)))
                      .build(),
                  BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response::body).isEqualTo(200);
      return response.body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private double accuracy() {
    JobConfig job = load();
    List<String> classes = job.learned().get(0).classes();
    List<Garment> unseen = GarmentFiles.heldOut().subList(0, 200);
    try (SnapshotFollower follower = SnapshotFollower.open(Followers.of(job), new NoneRefused());
        LiveModel live = new LiveModel()) {
      while (live.manifest().isEmpty()) {
        follower.poll(Duration.ofSeconds(1)).ifPresent(live::swap);
      }
      long right = 0;
      for (Garment garment : unseen) {
        float[] probabilities =
            live.use(
                model -> {
                  InputImages image =
                      new InputImages(model.manifest())
                          .add(garment.image().data, new ImageShape(1, 28, 28));
                  Map<String, float[][]> made = model.predict(image.toArray(), 1);
                  return requireNonNull(made.get("class"))[0];
                });
        right +=
            classes.get(highest(probabilities)).equals(GarmentFiles.className(garment)) ? 1 : 0;
      }
      return (double) right / unseen.size();
    }
  }

  private JobConfig load() {
    try {
      return JobConfig.load(config, Map.of(JobConfig.BOOTSTRAP_SERVERS, servers));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int highest(float[] values) {
    int highest = 0;
    for (int i = 1; i < values.length; i++) {
      highest = values[i] > values[highest] ? i : highest;
    }
    return highest;
  }

  private static final class NoneRefused implements SnapshotListener {
    @Override
    public void verified(SourcePosition record, Manifest manifest) {}

    @Override
    public void refused(SourcePosition record, Refused refused) {
      throw new AssertionError(refused.toString());
    }
  }
}
