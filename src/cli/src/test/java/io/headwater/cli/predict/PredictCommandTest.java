package io.headwater.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.CommandRun;
import io.headwater.cli.ExitCode;
import io.headwater.cli.images.GarmentFiles;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.serve.GarmentSnapshots;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PredictCommandTest {
  @TempDir private Path folder;
  private Path model;
  private Path image;

  @BeforeEach
  void write() throws IOException {
    model = folder.resolve("garments.onnx");
    Files.write(model, GarmentSnapshots.snapshot(2).payload());
    image = GarmentFiles.writeHeldOut(folder.resolve("shoe.png"), 0);
  }

  @Test
  void everyTaskSaysWhatItMakesOfTheImage() throws IOException {
    Path json = folder.resolve("predictions.json");
    String said = predict("--top", "2", "--json", json.toString()).done();

    assertThat(said.lines().toList().get(0)).isEqualTo("'garments', version 2");
    assertThat(said)
        .containsPattern("garment +\\w+ 0\\.\\d\\d, \\w+ 0\\.\\d\\d\n")
        .containsPattern("edges +\\d+\\.\\d % of 28 x 28 pixels are edges")
        .containsPattern("location +there with probability 0\\.\\d\\d; box around \\(")
        .doesNotContain("similarity");
    JsonNode written = new ObjectMapper().readTree(json.toFile());
    assertThat(written.at("/predictions/garment/classes")).hasSize(2);
    assertThat(written.at("/predictions/edges/kind").asText()).isEqualTo("edges");
  }

  @Test
  void twoImagesAreCompared() {
    Path other = GarmentFiles.writeHeldOut(folder.resolve("other.png"), 1);
    assertThat(predict("--task", "similarity", "--other", other.toString()).done())
        .containsPattern("similarity +of one kind with probability 0\\.\\d\\d");
    assertThat(predict("--task", "similarity").complaint(ExitCode.USAGE))
        .contains("compares two images");
  }

  @Test
  void theImageIsDrawnWithWhatWasPredicted() throws IOException {
    Path drawing = folder.resolve("seen.png");
    predict("--draw", drawing.toString()).done();

    BufferedImage drawn = ImageIO.read(drawing.toFile());
    assertThat(drawn.getWidth()).isGreaterThanOrEqualTo(560);
    assertThat(drawn.getHeight()).as("10 times the image, and three lines").isGreaterThan(330);
    assertThat(
            IntStream.range(0, 280 * 280)
                .filter(i -> !isGrey(drawn.getRGB(i % 280, i / 280)))
                .count())
        .as("edges or a box on a grey image")
        .isPositive();
    assertThat(
            IntStream.range(0, 560 * 50)
                .filter(i -> drawn.getRGB(i % 560, 288 + i / 560) != 0xff000000)
                .count())
        .as("words below it")
        .isPositive();
  }

  @Test
  void theNewestOrAnyVersionOfATopicMayPredict() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopic("headwater-snapshots", 1, Map.of());
      for (long version = 1; version <= 2; version++) {
        GarmentSnapshots.publish(kafka, "headwater-snapshots", GarmentSnapshots.records(version));
      }
      String[] topic = {
        "predict",
        "--kafka",
        kafka.bootstrapServers(),
        "--model",
        "garments",
        "--image",
        image.toString()
      };
      assertThat(CommandRun.of(topic).done()).contains("'garments', version 2");
      String[] first = Arrays.copyOf(topic, topic.length + 2);
      first[topic.length] = "--snapshot";
      first[topic.length + 1] = "1";
      assertThat(CommandRun.of(first).done()).contains("'garments', version 1");
    }
  }

  @Test
  void mistakesAreSaidInOneSentence() throws IOException {
    Path text = Files.writeString(folder.resolve("shoe.txt"), "a shoe");

    assertThat(predict("--task", "boots").complaint(ExitCode.USAGE))
        .contains("there is no task 'boots'; model 'garments' has [garment, edges,");
    assertThat(predict("--top", "0").complaint(ExitCode.USAGE)).contains("--top is 0");
    assertThat(predict("--snapshot", "1").complaint(ExitCode.USAGE))
        .contains("--snapshot goes with --kafka");
    assertThat(run(model, text).complaint(ExitCode.USAGE))
        .contains("neither a PNG nor a JPEG file");
    assertThat(run(model, folder.resolve("none.png")).complaint(ExitCode.USAGE))
        .contains("there is no file");
    assertThat(run(text, image).complaint(ExitCode.USAGE)).contains("the model is not to be run");
    assertThat(CommandRun.of("predict", "--image", image.toString()).complaint(ExitCode.USAGE))
        .contains("--file");
  }

  private CommandRun predict(String... rest) {
    return run(model, image, rest);
  }

  private static CommandRun run(Path model, Path image, String... rest) {
    String[] arguments = {"predict", "--file", model.toString(), "--image", image.toString()};
    String[] all = Arrays.copyOf(arguments, arguments.length + rest.length);
    System.arraycopy(rest, 0, all, arguments.length, rest.length);
    return CommandRun.of(all);
  }

  private static boolean isGrey(int rgb) {
    int red = rgb >> 16 & 0xff;
    return red == (rgb >> 8 & 0xff) && red == (rgb & 0xff);
  }
}
