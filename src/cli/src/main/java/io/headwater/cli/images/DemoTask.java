package io.headwater.cli.images;

import java.util.Locale;

/** The demo's four tasks, in the order in which their events take turns. */
public enum DemoTask {
  GARMENT {
    @Override
    EventMaker maker(Wardrobe wardrobe) {
      return new GarmentEvents(wardrobe);
    }
  },
  EDGES {
    @Override
    EventMaker maker(Wardrobe wardrobe) {
      return new EdgeEvents(wardrobe);
    }
  },
  LOCATION {
    @Override
    EventMaker maker(Wardrobe wardrobe) {
      return new LocationEvents(wardrobe);
    }
  },
  SIMILARITY {
    @Override
    EventMaker maker(Wardrobe wardrobe) {
      return new SimilarityEvents(wardrobe);
    }
  };

  abstract EventMaker maker(Wardrobe wardrobe);

  /**
   * @param id the name in the job's configuration
   * @throws IllegalArgumentException if no task has that name
   */
  public static DemoTask of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  /** The name in the job's configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The topic of this task's events, whose name starts with the prefix. */
  public String topic(String prefix) {
    return prefix + id();
  }
}
