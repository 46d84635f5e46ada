package io.headwater.cli.images;

import static io.headwater.cli.images.DemoTask.SIMILARITY;

import io.headwater.schema.LabelledImage;
import io.headwater.schema.SameLabel;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;

/** Two garments at some size; every other pair is of one class. */
record SimilarityEvents(Wardrobe wardrobe) implements EventMaker {
  @Override
  public LabelledImage make(String id, Instant time, long rank, SplittableRandom random) {
    boolean same = rank % 2 == 0;
    Garment first = wardrobe.at(rank);
    Garment second = same ? wardrobe.like(first, random) : wardrobe.unlike(first, random);
    return new LabelledImage(
        id,
        time,
        GrayImages.png(Sizes.enlarged(first.image(), random)),
        GrayImages.png(Sizes.enlarged(second.image(), random)),
        Map.of(SIMILARITY.id(), new SameLabel(same)),
        1f);
  }
}
