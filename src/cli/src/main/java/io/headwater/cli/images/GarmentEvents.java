package io.headwater.cli.images;

import static io.headwater.cli.images.DemoTask.GARMENT;

import io.headwater.schema.ClassLabel;
import io.headwater.schema.LabelledImage;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;

/** A garment at some size, labelled with its class. */
record GarmentEvents(Wardrobe wardrobe) implements EventMaker {
  @Override
  public LabelledImage make(String id, Instant time, long rank, SplittableRandom random) {
    Garment garment = wardrobe.at(rank);
    return new LabelledImage(
        id,
        time,
        GrayImages.png(Sizes.enlarged(garment.image(), random)),
        null,
        Map.of(GARMENT.id(), new ClassLabel(garment.label())),
        1f);
  }
}
