package io.headwater.learning.host;

import java.util.List;

/**
 * Looks whether something is well here. Engines bring theirs, found by {@link
 * java.util.ServiceLoader}.
 */
public interface HealthCheck {
  /** A finding for each thing looked at, at least one; never throws because a thing is unwell. */
  List<Finding> findings();
}
