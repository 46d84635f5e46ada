package io.headwater.cli.produce;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.CommandRun;
import io.headwater.cli.ExitCode;
import io.headwater.cli.labels.LabelStudioFiles;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.MaskLabel;
import io.headwater.schema.ScalarLabel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Exports of Label Studio. */
@TestInstance(Lifecycle.PER_CLASS)
class ProduceLabelStudioTest {
  private final EmbeddedKafka kafka = EmbeddedKafka.start();

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void annotationsBecomeEventsAndWhatIsNotUnderstoodIsRefusedByName(@TempDir Path directory)
      throws IOException {
    FiveTasks job = FiveTasks.in(directory, "ls", kafka);
    Path media = LabelStudioFiles.writeMedia(directory);
    Path export =
        Files.writeString(
            directory.resolve("project-2.json"), LabelStudioFiles.read("export.json"));

    CommandRun run = job.produce(export, "--images", media.toString());

    assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out()).contains("sent 3 events", "refused 10 images");
    LabelledImage first = event("ls-garment", "label-studio/project-2/task-1/annotation-101");
    assertThat(first.getEventTime()).isEqualTo(Instant.parse("2026-01-31T12:05:00.500Z"));
    assertThat(first.getLabels())
        .containsEntry("garment", new ClassLabel(7))
        .containsEntry("location", new BoxLabel(true, .5f, .625f, .5f, .25f))
        .containsEntry("price", new ScalarLabel(1.5f))
        .containsOnlyKeys("garment", "location", "price", "edges");
    BufferedImage mask = mask(first);
    assertThat(mask.getWidth()).isEqualTo(28);
    assertThat(mask.getRaster().getSample(3, 10, 0)).as("left edge of the polygon").isEqualTo(255);
    assertThat(mask.getRaster().getSample(10, 10, 0)).as("inside of it").isZero();
    assertThat(event("ls-garment", "label-studio/project-2/task-2/annotation-102").getLabels())
        .containsEntry("garment", new ClassLabel(8))
        .containsEntry("location", new BoxLabel(false, 0f, 0f, 0f, 0f));
    assertThat(event("ls-location", "label-studio/project-2/task-3/annotation-104").getLabels())
        .as("the part of the box that is in the image")
        .containsEntry("location", new BoxLabel(true, .2475f, .5f, .495f, 1f));
    assertThat(run.out())
        .contains("project-2.json:task 4: the image 'https://example.com/a.png' is elsewhere")
        .contains(":task 5: tag 'garment' has 2 choices")
        .contains(":task 6: 'hat' is no class of task 'garment'; its classes are t-shirt")
        .contains(":task 7: tag 'outline' is a brush")
        .contains(":task 8: the image or the region of tag 'location' is rotated")
        .contains(":task 9: the image '../../../etc/passwd' is not in " + media)
        .contains(":task 10: there is no file " + media.resolve("upload/2/missing.png"))
        .contains(":task 11: it has no label for any of the tasks garment, edges")
        .contains(":task 12: the result of tag 'price' is of the type 'choices', and task 'price'")
        .contains(":task 13: the task has no array 'annotations': export in the format JSON");
  }

  @Test
  void aFileThatBreaksOffIsNamed(@TempDir Path directory) throws IOException {
    FiveTasks job = FiveTasks.in(directory, "broken", kafka);
    Path export = Files.writeString(directory.resolve("half.json"), " [{\"id\": 1,");

    assertThat(job.produce(export).complaint(ExitCode.USAGE)).contains("half.json is damaged");

    Path other = Files.writeString(directory.resolve("other.json"), "{}");
    assertThat(job.produce(other, "--format", "label-studio").complaint(ExitCode.USAGE))
        .contains("other.json is no export of Label Studio: it must be an array of tasks");
  }

  private LabelledImage event(String topic, String id) {
    return SentEvents.in(topic, kafka).stream()
        .filter(event -> event.getId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static BufferedImage mask(LabelledImage event) throws IOException {
    MaskLabel label = (MaskLabel) requireNonNull(event.getLabels().get("edges"));
    ByteBuffer data = ((EncodedImage) label.getMask()).getData();
    byte[] png = new byte[data.remaining()];
    data.duplicate().get(png);
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
