package io.headwater.learning.engine;

import io.headwater.learning.host.Finding;
import java.util.List;

/** Looks whether an engine is well on this machine. Found by {@link java.util.ServiceLoader}. */
public interface EngineCheck {
  /** A finding for each thing looked at, at least one; never throws because a thing is unwell. */
  List<Finding> findings();
}
