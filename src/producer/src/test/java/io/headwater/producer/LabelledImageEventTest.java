package io.headwater.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.ImageFormat;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.MaskLabel;
import io.headwater.schema.RawImage;
import io.headwater.schema.SameLabel;
import io.headwater.schema.ScalarLabel;
import io.headwater.schema.wire.Wire;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledImageEventTest {
  private static final TaskClasses GARMENT = TaskClasses.of("garment", "shirt", "shoe");

  @TempDir private Path directory;

  @Test
  void saysAllThatTheContractHas() throws IOException {
    Path photo = image("photo", "jpg");
    Path other = image("other", "png");
    Instant time = Instant.parse("2026-01-31T12:00:00Z");

    byte[] value =
        LabelledImageEvent.of(photo)
            .id("camera-7/000123")
            .time(time)
            .weight(2)
            .classLabel(GARMENT, "shoe")
            .box("location", BoundingBox.ofPixels(2, 1, 4, 2, 8, 4))
            .edges("edges", other)
            .same("same", other, true)
            .number("price", 19.9f)
            .encode();

    LabelledImage event = Wire.LABELLED_IMAGE.decode(value).orElseThrow();
    assertThat(event.getId()).isEqualTo("camera-7/000123");
    assertThat(event.getEventTime()).isEqualTo(time);
    assertThat(event.getWeight()).isEqualTo(2);
    EncodedImage image = (EncodedImage) event.getImage();
    assertThat(image.getFormat()).isEqualTo(ImageFormat.JPEG);
    assertThat(image.getData().remaining()).isEqualTo((int) Files.size(photo));
    assertThat(((EncodedImage) event.getSecondImage()).getFormat()).isEqualTo(ImageFormat.PNG);
    assertThat(event.getLabels())
        .containsEntry("garment", new ClassLabel(1))
        .containsEntry("location", new BoxLabel(true, .5f, .5f, .5f, .5f))
        .containsEntry("same", new SameLabel(true))
        .containsEntry("price", new ScalarLabel(19.9f))
        .hasEntrySatisfying("edges", mask -> assertThat(mask).isInstanceOf(MaskLabel.class));
  }

  @Test
  void eachStepMakesANewEvent() {
    LabelledImageEvent pixels = LabelledImageEvent.ofPixels("a", 2, 1, 1, new byte[] {0, 1});
    LabelledImageEvent absent = pixels.noObject("location");

    assertThat(pixels.tasks()).isEmpty();
    assertThat(absent.tasks()).containsExactly("location");
    assertThat(absent.toRecord().getLabels().get("location"))
        .isEqualTo(new BoxLabel(false, 0f, 0f, 0f, 0f));
    RawImage image = (RawImage) absent.toRecord().getImage();
    assertThat(image.getWidth()).isEqualTo(2);
    assertThat(image.getHeight()).isEqualTo(1);
  }

  @Test
  void theIdIsThePathUntilAnotherIsGiven() throws IOException {
    Path photo = image("photo", "png");
    assertThat(LabelledImageEvent.of(photo).id()).isEqualTo(photo.toString());
  }

  @Test
  void aFileThatIsNoImageIsRefusedByItsFirstBytes() throws IOException {
    Path gif = Files.writeString(directory.resolve("a.png"), "GIF89a....");
    assertThatThrownBy(() -> LabelledImageEvent.of(gif))
        .isInstanceOf(UnusableImageException.class)
        .hasMessage(
            gif
                + " begins with 47 49 46 38 39 61 2E 2E, so it is neither PNG nor JPEG: convert it"
                + " to one of them");
    assertThatThrownBy(() -> LabelledImageEvent.of("a", new byte[0]))
        .hasMessageStartingWith("image of event 'a' is empty");
  }

  @Test
  void aFileMayHaveAsManyBytesAsTheCallerSays() throws IOException {
    Path photo = image("photo", "png");
    int size = (int) Files.size(photo);

    assertThat(LabelledImageEvent.of(photo, size).id()).isEqualTo(photo.toString());
    assertThatThrownBy(() -> LabelledImageEvent.of(photo, size - 1))
        .isInstanceOf(UnusableImageException.class)
        .hasMessage("%s has more than %d bytes: make the image smaller", photo, size - 1);
    Path large = Files.write(directory.resolve("large.png"), new byte[(8 << 20) + 1]);
    assertThatThrownBy(() -> LabelledImageEvent.of(large))
        .hasMessage("%s has more than 8388608 bytes: make the image smaller", large);
  }

  @Test
  void aClassIsFoundByNameOrIndex() {
    assertThat(GARMENT.index("shoe")).isEqualTo(1);
    assertThat(GARMENT.index("0")).isZero();
    assertThat(TaskClasses.of("digit", "1", "0").index("0")).isEqualTo(1);
    assertThatThrownBy(() -> GARMENT.index("2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'2' is no class of task 'garment': its classes are shirt, shoe");
  }

  private Path image(String name, String format) throws IOException {
    Path file = directory.resolve(name + "." + format);
    ImageIO.write(new BufferedImage(8, 4, BufferedImage.TYPE_BYTE_GRAY), format, file.toFile());
    return file;
  }
}
