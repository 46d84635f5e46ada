package io.headwater.learning.combine;

/** Which gradients of the tasks a combination sees. */
public enum Gradients {
  /** Only their sum, the gradient of the joint loss, from one pass. */
  JOINT("joint"),

  /**
   * Each task's on the parameters that tasks share, from a pass for each task over its own
   * examples, each normalised by its own statistics (Hoffer et al., "Train longer, generalize
   * better", 2017, section 4).
   */
  PARAMETERS("parameters"),

  /**
   * Each task's on what its head reads of the networks that tasks share, summed over the rows of
   * the mini-batch, from one pass. A cheap stand-in: tasks that read different outputs never seem
   * to be at odds. The two images of a pair count as two outputs, as what a comparison asks of one
   * is the opposite of what it asks of the other, and their sum would be zero.
   */
  FEATURES("features");

  private final String id;

  Gradients(String id) {
    this.id = id;
  }

  /** The name in configuration. */
  public String id() {
    return id;
  }

  /**
   * @throws IllegalArgumentException if these are not each task's
   */
  void requireOfEachTask() {
    if (this == JOINT) {
      throw new IllegalArgumentException("gradients is joint; it must be parameters or features");
    }
  }
}
