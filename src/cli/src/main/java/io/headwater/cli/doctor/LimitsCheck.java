package io.headwater.cli.doctor;

import io.headwater.job.config.JobConfig;
import io.headwater.job.kafka.BrokerLimits;
import io.headwater.job.kafka.ProducerSettings;
import io.headwater.job.kafka.Shortcoming;
import io.headwater.job.kafka.TransactionTimes;
import io.headwater.learning.host.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** Whether the clients' settings and the brokers allow what the job does. */
record LimitsCheck(Admin admin, JobConfig job) implements Check {
  private static final String NAME = "transactions";

  @Override
  public List<Finding> findings() {
    long needed = TransactionTimes.timeout(job).toMillis();
    Optional<BrokerLimits> limits = BrokerLimits.read(admin);
    if (limits.isEmpty()) {
      return List.of(
          Finding.warning(
              NAME,
              "must stay open for " + needed + " ms; the brokers' settings may not be looked at",
              "see to it that their transaction.max.timeout.ms is " + needed + " or more"));
    }
    List<Shortcoming> shortcomings = new ArrayList<>(ProducerSettings.shortcomings(job));
    shortcomings.addAll(limits.get().shortcomings(job));
    return shortcomings.isEmpty()
        ? List.of(Finding.ok(NAME, detail(needed, limits.get())))
        : shortcomings.stream()
            .map(found -> Finding.failed(NAME, found.what(), found.remedy()))
            .toList();
  }

  private static String detail(long needed, BrokerLimits limits) {
    return "must stay open for %d ms, may for %d; requests of at most %d bytes"
        .formatted(needed, limits.transactionTimeout().toMillis(), limits.requestBytes());
  }
}
