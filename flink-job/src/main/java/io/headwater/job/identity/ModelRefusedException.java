package io.headwater.job.identity;

/**
 * The job may not train this model, and trying again would not change that. The message says why,
 * and what to do.
 */
public final class ModelRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ModelRefusedException(String message) {
    super(message);
  }
}
