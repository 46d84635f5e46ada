package io.headwater.job.identity;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * The job may not train this model, and trying again would not change that, so that Flink ends it.
 * The message says why, and what to do.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class ModelRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ModelRefusedException(String message) {
    super(message);
  }
}
