package io.headwater.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a cluster, without waiting for longer than some seconds for what does not stop. */
final class ClusterEnd {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterEnd.class);

  /** Of the user, who has told the job to stop. */
  private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(8);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(8);

  private final MiniCluster cluster;

  ClusterEnd(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * @param end of the job
   */
  void cancel(JobID job, CompletableFuture<JobResult> end) {
    if (!FlinkAnswers.isDone(cluster.cancelJob(job).thenCompose(sent -> end), CANCEL_PATIENCE)) {
      LOG.warn("The job was not cancelled in {}; leaving it", CANCEL_PATIENCE);
    }
  }

  void close() {
    if (!FlinkAnswers.isDone(cluster.closeAsync(), CLOSE_PATIENCE)) {
      LOG.warn("Flink did not end in {}; leaving it", CLOSE_PATIENCE);
    }
  }
}
