package io.headwater.job.kafka;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * Kafka does not have what a checkpoint says is written. Starting again from that checkpoint can't
 * help, so that Flink ends the job; the message says what is lost, and how to go on.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class LostTransactionException extends IOException {
  private static final long serialVersionUID = 1;

  LostTransactionException(String message, Throwable cause) {
    super(message, cause);
  }
}
