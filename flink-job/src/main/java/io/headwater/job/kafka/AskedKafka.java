package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;

/** Questions to the brokers of a job, and one sentence where they don't answer. */
final class AskedKafka {
  private static final int ANSWER_WITHIN_SECONDS = 10;

  private AskedKafka() {}

  /**
   * @throws KafkaNotReadyException if no broker answers, or none can be used
   */
  static <T> T ask(JobConfig config, Function<Admin, T> question) {
    String brokers = config.kafka().bootstrapServers();
    try (Admin admin = Admin.create(properties(config))) {
      return question.apply(admin);
    } catch (TimeoutException e) {
      throw new KafkaNotReadyException(
          "no Kafka broker answers at %s (kafka.bootstrapServers) within %d s: start one there, or correct the address"
              .formatted(brokers, ANSWER_WITHIN_SECONDS),
          e);
    } catch (KafkaException e) {
      throw new KafkaNotReadyException(
          "cannot use Kafka at %s (kafka.bootstrapServers): %s".formatted(brokers, reason(e)), e);
    }
  }

  /** The answer, or Kafka's own exception. */
  static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException kafka) {
        throw kafka;
      }
      throw new IllegalStateException("cannot ask Kafka", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Kafka", e);
    }
  }

  private static Properties properties(JobConfig config) {
    Properties properties = config.kafka().clientProperties();
    String millis = Integer.toString(ANSWER_WITHIN_SECONDS * 1000);
    properties.setProperty("request.timeout.ms", millis);
    properties.setProperty("default.api.timeout.ms", millis);
    return properties;
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? String.valueOf(failure.getMessage()) : reason(cause);
  }
}
