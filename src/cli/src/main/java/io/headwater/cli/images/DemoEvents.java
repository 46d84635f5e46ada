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
  private static final int TASKS = DemoTask.values().length;

  private final long seed;
  private final List<DemoTask> turns;
  private final Map<DemoTask, EventMaker> makers = new EnumMap<>(DemoTask.class);

  /** Of all tasks. */
  public DemoEvents(List<Garment> garments, long seed) {
    this(garments, seed, List.of(DemoTask.values()));
  }

  /**
   * @param turns the tasks that have events, at least one
   */
  public DemoEvents(List<Garment> garments, long seed, List<DemoTask> turns) {
    this.seed = seed;
    this.turns = List.copyOf(turns);
    for (DemoTask task : turns) {
      makers.put(task, task.maker(new Wardrobe(garments, seed + task.ordinal())));
    }
  }

  /** Whose turn it is at event n, from 0. */
  public DemoTask task(long n) {
    return turns.get((int) (n % turns.size()));
  }

  /** Event n, from 0. */
  public LabelledImage event(long n, Instant time) {
    return event(task(n), n / turns.size(), time);
  }

  /** The event of that rank among the events of the task, from 0. */
  public LabelledImage event(DemoTask task, long rank, Instant time) {
    SplittableRandom random =
        new SplittableRandom(seed ^ (rank * TASKS + task.ordinal()) * 0x9E3779B97F4A7C15L);
    EventMaker maker = makers.get(task);
    if (maker == null) {
      throw new IllegalArgumentException("there are no events of " + task.id());
    }
    return maker.make(task.id() + "-" + rank, time, rank, random);
  }
}
