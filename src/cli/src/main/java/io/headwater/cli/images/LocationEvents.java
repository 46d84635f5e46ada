package io.headwater.cli.images;

import static io.headwater.cli.images.DemoTask.LOCATION;

import io.headwater.schema.BoxLabel;
import io.headwater.schema.LabelledImage;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A garment at a random place and scale on a larger, cluttered canvas, labelled with its box; every
 * eighth canvas has clutter only.
 */
record LocationEvents(Wardrobe wardrobe) implements EventMaker {
  private static final int ABSENT_EVERY = 8;

  @Override
  public LabelledImage make(String id, Instant time, long rank, SplittableRandom random) {
    Canvas canvas = Canvas.cluttered(wardrobe, random);
    boolean present = rank % ABSENT_EVERY != 0;
    BoxLabel label = present ? canvas.place(wardrobe.at(rank).image(), random) : Box.NONE;
    return new LabelledImage(
        id, time, GrayImages.png(canvas.image()), null, Map.of(LOCATION.id(), label), 1f);
  }
}
