package io.headwater.cli.doctor;

import io.headwater.learning.host.Finding;
import java.util.List;

/** Looks at something of the machine. */
interface Check {
  /** A finding for each thing looked at, at least one; never throws because a thing is unwell. */
  List<Finding> findings();
}
