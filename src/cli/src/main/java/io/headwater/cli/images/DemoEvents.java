package io.headwater.cli.images;

import io.headwater.schema.LabelledImage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * An endless series of labelled events; the tasks take turns. Event n is the same in every series
 * of the same garments and seed, but for its time.
 */
public final class DemoEvents {
  private static final DemoTask[] TURNS = DemoTask.values();

  private final long seed;
  private final Map<DemoTask, EventMaker> makers = new EnumMap<>(DemoTask.class);

  public DemoEvents(List<Garment> garments, long seed) {
    this.seed = seed;
    for (DemoTask task : TURNS) {
      makers.put(task, task.maker(new Wardrobe(garments, seed + task.ordinal())));
    }
  }

  /** Whose turn it is at event n, from 0. */
  public static DemoTask task(long n) {
    return TURNS[(int) (n % TURNS.length)];
  }

  /** Event n, from 0. */
  public LabelledImage event(long n, Instant time) {
    return event(task(n), n / TURNS.length, time);
  }

  /** The event of that rank among the events of the task, from 0. */
  public LabelledImage event(DemoTask task, long rank, Instant time) {
    SplittableRandom random =
        new SplittableRandom(seed ^ (rank * TURNS.length + task.ordinal()) * 0x9E3779B97F4A7C15L);
    EventMaker maker = makers.get(task);
    if (maker == null) {
      throw new IllegalStateException("every task has its events");
    }
    return maker.make(task.id() + "-" + rank, time, rank, random);
  }
}
