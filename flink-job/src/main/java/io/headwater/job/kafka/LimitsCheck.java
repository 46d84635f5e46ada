package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * What the clients' settings and the brokers allow, beside what the job does.
 *
 * @param brokers what they allow; empty if the job may not see it
 */
public record LimitsCheck(JobConfig config, Optional<BrokerLimits> brokers) {
  /** Asks the brokers. */
  public static LimitsCheck of(JobConfig config, Admin admin) {
    return new LimitsCheck(config, BrokerLimits.read(admin));
  }

  /** How long Kafka must keep a transaction open, in milliseconds. */
  public long transactionMillis() {
    return TransactionTimes.timeout(config).toMillis();
  }

  /** Why the job can't run. */
  public List<Shortcoming> shortcomings() {
    List<Shortcoming> found = new ArrayList<>(ProducerSettings.shortcomings(config));
    brokers.ifPresent(limits -> found.addAll(limits.shortcomings(config)));
    return found;
  }

  /** What can't be looked at, and may turn out to be too little. */
  public List<Shortcoming> risks() {
    return brokers.isPresent()
        ? List.of()
        : List.of(
            new Shortcoming(
                "transactions must stay open for %d ms; the brokers' settings may not be looked at"
                    .formatted(transactionMillis()),
                "see to it that their transaction.max.timeout.ms is %d or more"
                    .formatted(transactionMillis())));
  }
}
