package io.headwater.cli.images;

import static io.headwater.cli.images.DemoTask.EDGES;
import static io.headwater.cli.images.DemoTask.GARMENT;

import boofcv.struct.image.GrayU8;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.MaskLabel;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A garment at some size, labelled with its edge map and its class: one event may teach several
 * tasks.
 */
record EdgeEvents(Wardrobe wardrobe) implements EventMaker {
  @Override
  public LabelledImage make(String id, Instant time, long rank, SplittableRandom random) {
    Garment garment = wardrobe.at(rank);
    GrayU8 image = Sizes.enlarged(garment.image(), random);
    double scale = (double) image.width / garment.image().width;
    Map<String, Object> labels =
        Map.of(
            EDGES.id(), new MaskLabel(GrayImages.png(EdgeMap.of(image, scale))),
            GARMENT.id(), new ClassLabel(garment.label()));
    return new LabelledImage(id, time, GrayImages.png(image), null, labels, 1f);
  }
}
