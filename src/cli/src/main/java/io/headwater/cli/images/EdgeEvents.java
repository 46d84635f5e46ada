package io.headwater.cli.images;

import static io.headwater.cli.images.DemoTask.EDGES;
import static io.headwater.cli.images.DemoTask.GARMENT;

import boofcv.struct.image.GrayU8;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.MaskLabel;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** A garment at some size, labelled with its edge map; every fourth one with its class as well. */
record EdgeEvents(Wardrobe wardrobe) implements EventMaker {
  private static final int CLASS_EVERY = 4;

  @Override
  public LabelledImage make(String id, Instant time, long rank, SplittableRandom random) {
    Garment garment = wardrobe.at(rank);
    GrayU8 image = Sizes.enlarged(garment.image(), random);
    double scale = (double) image.width / garment.image().width;
    Map<String, Object> labels = new HashMap<>();
    labels.put(EDGES.id(), new MaskLabel(GrayImages.png(EdgeMap.of(image, scale))));
    if (rank % CLASS_EVERY == 0) {
      labels.put(GARMENT.id(), new ClassLabel(garment.label()));
    }
    return new LabelledImage(id, time, GrayImages.png(image), null, labels, 1f);
  }
}
