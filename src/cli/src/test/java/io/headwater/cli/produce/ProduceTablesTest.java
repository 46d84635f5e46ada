package io.headwater.cli.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.CommandRun;
import io.headwater.cli.ExitCode;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.SameLabel;
import io.headwater.schema.ScalarLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Lines that name images and labels. */
@TestInstance(Lifecycle.PER_CLASS)
class ProduceTablesTest {
  private final EmbeddedKafka kafka = EmbeddedKafka.start();

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void csvWithEveryKindOfLabel(@TempDir Path directory) throws IOException {
    FiveTasks job = FiveTasks.in(directory, "csv", kafka);
    FiveTasks.writeImages(directory);
    Path csv = directory.resolve("labels.csv");
    Files.writeString(
        csv,
        """
        id,image,garment,edges,location,similarity,second,price,note
        one,a.png,sneaker,mask.png,7 14 14 7,true,b.png,1.5,"left, right"
        ,b.png,,,none,,,,
        ,b.png,hat,,,,,,
        ,a.png,,,0 0 99 99,,,,
        ,a.png,,,1 2 3,,,,
        ,a.png,,,,maybe,b.png,,
        ,a.png,,,,true,,,
        ,a.png,,small.png,,,,,
        ,missing.png,bag,,,,,,
        ,a.png,bag
        ,a.png,,,,,,,
        """);

    CommandRun run = job.produce(csv);

    assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.REFUSED);
    LabelledImage one = SentEvents.in("csv-garment", kafka).get(0);
    assertThat(one.getId()).isEqualTo("one");
    assertThat(one.getSecondImage()).isInstanceOf(EncodedImage.class);
    assertThat(one.getLabels())
        .containsEntry("garment", new ClassLabel(7))
        .containsEntry("location", new BoxLabel(true, .5f, .625f, .5f, .25f))
        .containsEntry("similarity", new SameLabel(true))
        .containsEntry("price", new ScalarLabel(1.5f))
        .containsKey("edges");
    assertThat(SentEvents.in("csv-location", kafka))
        .singleElement()
        .satisfies(two -> assertThat(two.getId()).isEqualTo("labels.csv:3"));
    assertThat(run.out())
        .contains("columns that are no task's are not read: note")
        .contains("sent 2 events", "refused 9 images")
        .contains("labels.csv:4: 'hat' is no class of task 'garment'; its classes are t-shirt")
        .contains("labels.csv:5: LABEL_OUT_OF_RANGE: the box of task 'location'")
        .contains(
            "labels.csv:6: the label of task 'location' is '1 2 3'; it must be 'left top width")
        .contains(
            "labels.csv:7: the label of task 'similarity' is 'maybe'; it must be true or false")
        .contains(
            "labels.csv:8: there is a label for 'similarity', but no image in the column 'sec")
        .contains("labels.csv:9: MASK_SIZE_MISMATCH: ")
        .contains("labels.csv:10: there is no file " + directory.resolve("missing.png"))
        .contains("labels.csv:11: it has 3 values; the header names 9 columns")
        .contains("labels.csv:12: it has no label for any of the tasks garment, edges");
  }

  @Test
  void imagesOutsideTheFolderAreRefused(@TempDir Path directory) throws IOException {
    FiveTasks job = FiveTasks.in(directory, "out", kafka);
    FiveTasks.writeImages(directory);
    Path folder = Files.createDirectory(directory.resolve("in"));
    Files.copy(directory.resolve("a.png"), folder.resolve("a.png"));
    Path csv = folder.resolve("labels.csv");
    Files.writeString(
        csv,
        "image,garment,edges\na.png,bag,\n../b.png,bag,\n"
            + directory.resolve("b.png")
            + ",bag,\na.png,bag,../mask.png\n");

    CommandRun run = job.produce(csv);

    assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out())
        .contains("sent 1 events", "refused 3 images")
        .contains("labels.csv:3: the image '../b.png' is not in " + folder)
        .contains("labels.csv:4: the image '" + directory.resolve("b.png") + "' is not in")
        .contains("labels.csv:5: the image '../mask.png' is not in " + folder)
        .contains("--images");
    assertThat(job.produce(csv, "--images", directory.toString()).out())
        .contains("labels.csv:3: the image '../b.png' is not in " + directory);
  }

  @Test
  void jsonLines(@TempDir Path directory) throws IOException {
    FiveTasks job = FiveTasks.in(directory, "json", kafka);
    FiveTasks.writeImages(directory);
    Path lines = directory.resolve("labels.jsonl");
    Files.writeString(
        lines,
        """
        {"image": "a.png", "garment": 3, "time": "2026-01-31T12:00:00Z", "weight": 2.5}

        {"image": "a.png", "location": [7, 14, 14, 7], "price": null}
        {"image": "a.png", "location": {"left": 7}}
        {"image": "a.png", "garment": "bag"
        ["a.png"]
        {"image": "a.png", "garment": "bag", "time": "yesterday"}
        {"image": "a.png", "garment": "bag", "weight": -1}
        {"garment": "bag"}
        """
            + "{\"image\": \""
            + "a".repeat(LineReader.MAX_BYTES)
            + "\"}\n"
            + "{\"image\": \"a\\u0000.png\"}");

    CommandRun run = job.produce(lines);

    assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.REFUSED);
    assertThat(SentEvents.in("json-garment", kafka))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getLabels()).containsEntry("garment", new ClassLabel(3));
              assertThat(event.getEventTime()).isEqualTo("2026-01-31T12:00:00Z");
              assertThat(event.getWeight()).isEqualTo(2.5f);
            });
    assertThat(SentEvents.in("json-location", kafka)).hasSize(1);
    assertThat(run.out())
        .contains("refused 8 images")
        .contains("labels.jsonl:4: 'location' is an object or a list of such; it must be")
        .contains("labels.jsonl:5: it is no JSON: ")
        .contains("labels.jsonl:6: it is no JSON object")
        .contains("labels.jsonl:7: time is 'yesterday'; it must be like 2026-01-31T12:00:00Z")
        .contains("labels.jsonl:8: INVALID_WEIGHT: ")
        .contains("labels.jsonl:9: it names no image")
        .contains("labels.jsonl:10: the line has more than 1048576 bytes")
        .contains("labels.jsonl:11: it cannot be read: ");
  }
}
