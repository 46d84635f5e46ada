package io.headwater.learning.image;

import java.util.LinkedHashMap;
import java.util.Map;

/** The axes into one target size, kept for the sizes that images lately had. */
final class ResizeAxes {
  private static final int KEPT = 16;

  /** Makes an axis. */
  interface Method {
    ResizeAxis axis(int from, int to);
  }

  private final int to;
  private final Method method;
  private final Map<Integer, ResizeAxis> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, ResizeAxis> eldest) {
          return size() > KEPT;
        }
      };

  ResizeAxes(int to, Method method) {
    this.to = to;
    this.method = method;
  }

  ResizeAxis from(int size) {
    return kept.computeIfAbsent(size, from -> method.axis(from, to));
  }
}
