package io.headwater.cli.produce;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.CommandRun;
import io.headwater.cli.ExitCode;
import io.headwater.cli.images.FashionMnist;
import io.headwater.cli.images.GarmentFiles;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.MaskLabel;
import io.headwater.schema.RawImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the files that people have. */
@TestInstance(Lifecycle.PER_CLASS)
class ProduceCommandTest {
  private final EmbeddedKafka kafka = EmbeddedKafka.start();

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void aFolderByClass(@TempDir Path directory) throws IOException {
    FiveTasks job = FiveTasks.in(directory, "folder", kafka);
    Path photos = directory.resolve("photos");
    GarmentFiles.write(photos, 40);
    Files.writeString(photos.resolve("sandal/broken.png"), "no image");
    byte[] whole = GarmentFiles.png(1);
    Files.write(photos.resolve("sandal/half.png"), Arrays.copyOf(whole, 60));
    Files.write(photos.resolve("loose.png"), whole);
    Files.write(Files.createDirectory(photos.resolve("hats")).resolve("a.png"), whole);
    Files.writeString(photos.resolve("sandal/.hidden"), "");
    Path json = directory.resolve("report.json");

    CommandRun run = job.produce(photos, "--json", json.toString());

    assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.REFUSED);
    List<LabelledImage> events = SentEvents.in("folder-garment", kafka);
    assertThat(events)
        .hasSize(40)
        .allSatisfy(
            event ->
                assertThat(event.getId())
                    .startsWith("photos/" + FashionMnist.CLASSES.get(classOf(event)) + "/"));
    assertThat(run.out())
        .contains("sent 40 events", "  40 to folder-garment", "refused 4 images")
        .contains("sandal/broken.png begins with 6E 6F 20 69 6D 61 67 65, so it is neither PNG nor")
        .contains("sandal/half.png: UNREADABLE_IMAGE: ")
        .contains("loose.png: it lies in no folder that names its class")
        .contains(
            "hats/a.png: folder 'hats' is no class of task 'garment'; its classes are t-shirt");
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.get("sent").asLong()).isEqualTo(40);
    assertThat(report.get("refusals").findValuesAsText("where"))
        .containsExactlyInAnyOrder(
            "sandal/broken.png", "sandal/half.png", "loose.png", "hats/a.png");
  }

  @Test
  void aFolderWithoutAConfiguration(@TempDir Path directory) throws IOException {
    kafka.createTopic("animals", 1, Map.of());
    for (String name : List.of("cat", "ant", "bee")) {
      Path of = Files.createDirectories(directory.resolve("animals").resolve(name));
      Files.write(of.resolve("1.png"), GarmentFiles.png(0));
    }
    Files.writeString(directory.resolve("animals/cat/notes.png"), "no image");

    CommandRun run =
        CommandRun.of(
            "produce",
            directory.resolve("animals").toString(),
            "--task",
            "animal=classification",
            "--topic",
            "animals",
            "--kafka",
            kafka.bootstrapServers(),
            "--passes",
            "2");

    assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out()).contains("sent 6 events", "refused 1 images");
    assertThat(SentEvents.in("animals", kafka))
        .extracting(
            LabelledImage::getId, event -> label(event, "animal", ClassLabel.class).getIndex())
        .containsExactlyInAnyOrder(
            tuple("animals/ant/1.png", 0),
            tuple("animals/bee/1.png", 1),
            tuple("animals/cat/1.png", 2),
            tuple("animals/ant/1.png#2", 0),
            tuple("animals/bee/1.png#2", 1),
            tuple("animals/cat/1.png#2", 2));
  }

  @Test
  void anImageOfCocoOutsideTheFolderIsRefused(@TempDir Path directory) throws IOException {
    FiveTasks job = FiveTasks.in(directory, "out", kafka);
    FiveTasks.writeImages(directory);
    Path folder = Files.createDirectory(directory.resolve("in"));
    Path file =
        Files.writeString(
            folder.resolve("instances.json"),
            """
            {"images": [{"id": 5, "file_name": "../a.png", "width": 28, "height": 28}],
             "annotations": [], "categories": []}
            """);

    CommandRun run = job.produce(file, "--task", "location");

    assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out())
        .contains("instances.json:../a.png: the image '../a.png' is not in " + folder, "--images");
  }

  @Test
  void coco(@TempDir Path directory) throws IOException {
    FiveTasks job = FiveTasks.in(directory, "coco", kafka);
    FiveTasks.writeImages(directory);
    Path file = directory.resolve("instances.json");
    Files.writeString(
        file,
        """
        {"info": {"year": 2026},
         "images": [
           {"id": 5, "file_name": "a.png", "width": 28, "height": 28},
           {"id": 6, "file_name": "b.png", "width": 28, "height": 28},
           {"id": 7, "file_name": "b.png", "width": 28, "height": 28}],
         "annotations": [
           {"id": 1, "image_id": 5, "category_id": 2, "iscrowd": 0, "bbox": [0, 0, 2, 2],
            "segmentation": [[0, 0, 2, 0, 2, 2]]},
           {"id": 2, "image_id": 5, "category_id": 2, "iscrowd": 0, "bbox": [7, 14, 14, 14.5],
            "segmentation": [[7, 14, 21, 14, 21, 27, 7, 27]]},
           {"id": 3, "image_id": 7, "category_id": 2, "iscrowd": 1, "bbox": [0, 0, 28, 28],
            "segmentation": {"counts": [784], "size": [28, 28]}}],
         "categories": [{"id": 2, "name": "shoe"}]}
        """);

    CommandRun run = job.produce(file);

    assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out())
        .contains("instances.json:b.png: object 3 has no polygons, but a mask of another form");
    Map<String, LabelledImage> events =
        SentEvents.in("coco-edges", kafka).stream()
            .collect(toMap(LabelledImage::getId, each -> each));
    assertThat(events).containsOnlyKeys("instances.json/a.png", "instances.json/b.png");
    LabelledImage both = requireNonNull(events.get("instances.json/a.png"));
    assertThat(both.getLabels().get("location")).isEqualTo(new BoxLabel(true, .5f, .75f, .5f, .5f));
    BufferedImage mask = mask(both);
    assertThat(mask.getWidth()).isEqualTo(28);
    assertThat(mask.getRaster().getSample(7, 20, 0)).isEqualTo(255);
    assertThat(mask.getRaster().getSample(14, 14, 0)).isEqualTo(255);
    assertThat(mask.getRaster().getSample(14, 20, 0)).isZero();
    assertThat(requireNonNull(events.get("instances.json/b.png")).getLabels().get("location"))
        .isEqualTo(new BoxLabel(false, 0f, 0f, 0f, 0f));

    CommandRun boxes = job.produce(file, "--task", "location", "--category", "shoe");
    assertThat(boxes.exitCode()).as(boxes::toString).isEqualTo(ExitCode.OK);
    assertThat(SentEvents.in("coco-location", kafka)).hasSize(3);
    assertThat(job.produce(file, "--category", "boot").complaint())
        .contains("--category is 'boot'; ", "has [shoe]");
  }

  @Test
  void idx(@TempDir Path directory) throws IOException {
    FiveTasks job = FiveTasks.in(directory, "idx", kafka);
    Path images = directory.resolve("few-images-idx3-ubyte.gz");
    try (DataOutputStream out = gzip(images)) {
      for (int header : List.of(0x803, 3, 2, 4)) {
        out.writeInt(header);
      }
      out.write(new byte[3 * 8]);
    }
    try (DataOutputStream out = gzip(directory.resolve("few-labels-idx1-ubyte.gz"))) {
      out.writeInt(0x801);
      out.writeInt(3);
      out.write(new byte[] {9, 0, 10});
    }

    CommandRun run = job.produce(images);

    assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out())
        .contains("sent 2 events")
        .contains(
            "few-images-idx3-ubyte.gz:2: LABEL_OUT_OF_RANGE: the class of task 'garment' is 10");
    assertThat(SentEvents.in("idx-garment", kafka))
        .hasSize(2)
        .allSatisfy(
            event -> {
              RawImage image = (RawImage) event.getImage();
              assertThat(List.of(image.getWidth(), image.getHeight(), image.getChannels()))
                  .containsExactly(4, 2, 1);
            })
        .extracting(ProduceCommandTest::classOf)
        .containsExactlyInAnyOrder(9, 0);
    assertThat(job.produce(images, "--labels", images.toString()).complaint())
        .contains("they must be grey images [H, W] and single labels []");
  }

  @Test
  void mistakesAreSaidInOneSentence(@TempDir Path directory) throws IOException {
    FiveTasks job = FiveTasks.in(directory, "wrong", kafka);
    Path photos = Files.createDirectories(directory.resolve("photos"));
    Path csv = Files.writeString(directory.resolve("labels.csv"), "file,class\na.png,bag\n");
    Path other = Files.writeString(directory.resolve("labels.xml"), "<labels/>");

    assertThat(job.produce(directory.resolve("none")).complaint())
        .contains("there is no file or folder " + directory.resolve("none"));
    assertThat(job.produce(photos).complaint())
        .contains("must have a folder for each class of task 'garment'", "no folders with files");
    assertThat(job.produce(csv).complaint())
        .contains("must name the columns, 'image' among them; it is [file, class]");
    assertThat(job.produce(other).complaint()).contains("its name does not say: give --format");
    assertThat(job.produce(other, "--format", "coco").complaint()).contains("is no COCO file: ");
    assertThat(job.produce(csv, "--task", "hats").complaint())
        .contains("--task is 'hats'; the configuration has the tasks garment, edges");
    assertThat(CommandRun.of("produce", csv.toString()).complaint())
        .contains("give --config CONFIG, or all of --task NAME=KIND, --topic and --kafka");
    GarmentFiles.write(photos, 1);
    CommandRun run = job.produce(photos, "--topic", "nowhere");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.complaint()).contains("topic 'nowhere' does not exist at ");
  }

  private static <T> T label(LabelledImage event, String task, Class<T> kind) {
    return kind.cast(requireNonNull(event.getLabels().get(task)));
  }

  private static int classOf(LabelledImage event) {
    return label(event, "garment", ClassLabel.class).getIndex();
  }

  private static BufferedImage mask(LabelledImage event) throws IOException {
    EncodedImage mask = (EncodedImage) label(event, "edges", MaskLabel.class).getMask();
    byte[] bytes = new byte[mask.getData().remaining()];
    mask.getData().duplicate().get(bytes);
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static DataOutputStream gzip(Path file) throws IOException {
    return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)));
  }
}
