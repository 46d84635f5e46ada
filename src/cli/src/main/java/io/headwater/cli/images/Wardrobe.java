package io.headwater.cli.images;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The garments that events are made of, in a shuffled order and by class. */
final class Wardrobe {
  private final List<Garment> shuffled;
  private final Map<Integer, List<Garment>> byClass = new TreeMap<>();

  Wardrobe(List<Garment> garments, long seed) {
    shuffled = new ArrayList<>(garments);
    Collections.shuffle(shuffled, new Random(seed));
    for (Garment garment : shuffled) {
      byClass.computeIfAbsent(garment.label(), label -> new ArrayList<>()).add(garment);
    }
  }

  /** The garment of that rank; the order starts again after the last one. */
  Garment at(long rank) {
    return shuffled.get((int) (rank % shuffled.size()));
  }

  Garment any(SplittableRandom random) {
    return shuffled.get(random.nextInt(shuffled.size()));
  }

  /** Another garment of the same class. */
  Garment like(Garment garment, SplittableRandom random) {
    List<Garment> same = byClass.getOrDefault(garment.label(), List.of());
    Garment other = same.get(random.nextInt(same.size()));
    while (other == garment) {
      other = same.get(random.nextInt(same.size()));
    }
    return other;
  }

  /** A garment of another class. */
  Garment unlike(Garment garment, SplittableRandom random) {
    Garment other = any(random);
    while (other.label() == garment.label()) {
      other = any(random);
    }
    return other;
  }
}
