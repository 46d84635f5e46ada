package io.headwater.job.train;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands models from the trainer to who publishes them, by reference. The two run in one JVM but in
 * two threads, so that training goes on meanwhile: what crosses the edge between them is a ticket,
 * as a model of hundreds of megabytes would hold up training while it is serialized.
 *
 * <p>Static, since Flink makes each operator by itself and gives two tasks of a JVM no object that
 * both see. What it has does not serve: an edge between two tasks carries bytes, also within a JVM;
 * only operators of one chain pass references, and they share a thread; asynchronous I/O keeps what
 * is under way in its own state at a barrier, so that the model would be serialized, and published
 * a checkpoint late; coordinators and global aggregates go through the JobManager. Flink's own
 * iterations, while it had them, passed their queue through a static map between two co-located
 * tasks, as this does.
 */
public final class ModelHandover {
  private static final Map<String, TrainedModel> WAITING = new ConcurrentHashMap<>();

  private ModelHandover() {}

  /** Leaves the model to be taken, once. */
  static String leave(TrainedModel model) {
    String ticket = UUID.randomUUID().toString();
    WAITING.put(ticket, model);
    return ticket;
  }

  /** Whether the model was left and not taken yet. */
  static boolean isWaiting(String ticket) {
    return WAITING.containsKey(ticket);
  }

  /** Takes back a model that nobody will take any more; those taken already are passed over. */
  static void withdraw(String ticket) {
    TrainedModel model = WAITING.remove(ticket);
    if (model != null) {
      model.close();
    }
  }

  /**
   * @return to be closed
   * @throws IllegalStateException if the model was not left in this JVM, or is taken already
   */
  public static TrainedModel take(String ticket) {
    TrainedModel model = WAITING.remove(ticket);
    if (model == null) {
      throw new IllegalStateException(
          "no model waits for ticket "
              + ticket
              + "; training and publishing must run in one JVM, in one slot");
    }
    return model;
  }
}
