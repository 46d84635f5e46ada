package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a consumer gives to a model is what the job would have made of the same image. */
class InputImagesTest {
  private static final Path PUBLISHED =
      Path.of("..", "..", "schemas", "src", "published", "preprocessing", "v1");

  @Test
  void imagesOfEverySizeComeToThePublishedPixels() throws IOException {
    InputImages colours = new InputImages(manifest(new ImageShape(3, 24, 32)));
    InputImages grey = new InputImages(manifest(new ImageShape(1, 28, 28)));
    for (InputImages images : new InputImages[] {colours, grey}) {
      images
          .add(published("raw-rgb.raw"), new ImageShape(3, 47, 61))
          .add(published("raw-grey-small.raw"), new ImageShape(1, 5, 7))
          .add(published("raw-wide.raw"), new ImageShape(3, 9, 200));
    }

    assertThat(colours.count()).isEqualTo(3);
    assertThat(colours.toArray()).isEqualTo(pixels("3x24x32"));
    assertThat(grey.toArray()).isEqualTo(pixels("1x28x28"));
  }

  @Test
  void aModelScoresThem() {
    Snapshot snapshot = Models.snapshot(1, Models.trained(Models.LENET, 1));
    try (OnnxModel model = new OnnxModel(snapshot)) {
      InputImages images =
          new InputImages(model.manifest())
              .add(Models.randomBytes(50 * 40, 1), new ImageShape(1, 50, 40))
              .add(Models.randomBytes(3 * 18 * 16, 2), Models.INPUT);

      assertThat(model.predict(images.toArray(), images.count()).get("garment"))
          .hasDimensions(2, 3);
    }
  }

  @Test
  void pixelsThatDoNotFillTheirShapeAreRefused() {
    InputImages images = new InputImages(manifest(new ImageShape(1, 28, 28)));

    assertThatThrownBy(() -> images.add(new byte[10], new ImageShape(1, 3, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("10 bytes are not an image of 1x3x3 bytes");
    assertThat(images.count()).isZero();
  }

  private static Manifest manifest(ImageShape input) {
    Architecture architecture = Backbone.LENET.architecture(input, Models.TASKS);
    Provenance provenance = Models.provenance("fashion", 1, architecture, Lineage.EMPTY);
    return Models.snapshot(provenance, new byte[1]).manifest();
  }

  private static byte[] pixels(String shape) throws IOException {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    for (String name : new String[] {"raw-rgb", "raw-grey-small", "raw-wide"}) {
      pixels.writeBytes(published(name + ".raw-" + shape + ".pixels"));
    }
    return pixels.toByteArray();
  }

  private static byte[] published(String file) throws IOException {
    return Files.readAllBytes(PUBLISHED.resolve(file));
  }
}
